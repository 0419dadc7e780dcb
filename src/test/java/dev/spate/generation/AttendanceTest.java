package dev.spate.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.stream.StreamId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class AttendanceTest {
  private static final Duration GRACE = Duration.ofMillis(200);
  private static final Duration NO_LONGER = Duration.ZERO;

  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final CountDownLatch lapsed = new CountDownLatch(1);

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void lapsesAtOnceWhenItIsAttached() throws Exception {
    var attendance = attendance(Lifetime.ATTACHED);
    var presence = attendance.enter(NO_LONGER);
    assertThat(lapsedWithin(GRACE)).isFalse();

    presence.close();

    lapsed.await();
  }

  @Test
  void lapsesAfterItsGraceAndNotBefore() throws Exception {
    long left = leaves(attendance(new Lifetime(GRACE)), NO_LONGER);

    lapsed.await();

    assertThat(System.nanoTime() - left).isGreaterThanOrEqualTo(GRACE.toNanos());
  }

  @Test
  void neverLapsesWhenItIsDetached() throws Exception {
    leaves(attendance(Lifetime.DETACHED), NO_LONGER);

    assertThat(timer.getQueue()).isEmpty();
  }

  @Test
  void goesOnWhileAnybodyIsPresent() throws Exception {
    var attendance = attendance(new Lifetime(GRACE));
    var first = attendance.enter(NO_LONGER);
    var second = attendance.enter(NO_LONGER);
    assertThat(attendance.present()).isEqualTo(2);

    first.close();
    first.close(); // leaves once
    assertThat(attendance.present()).isEqualTo(1);
    assertThat(lapsedWithin(GRACE.multipliedBy(3))).isFalse();
    second.close();

    lapsed.await();
  }

  @Test
  void startsItsClockAnewForWhoComesBack() throws Exception {
    var attendance = attendance(new Lifetime(GRACE));
    leaves(attendance, NO_LONGER);
    try (var _ = attendance.enter(NO_LONGER)) {
      assertThat(lapsedWithin(GRACE.multipliedBy(3))).isFalse();
    }

    lapsed.await();
  }

  @Test
  void keepsThePlaceOfWhoIsAwayForAMoment() throws Exception {
    var away = Duration.ofMillis(300);
    var attendance = attendance(Lifetime.ATTACHED);
    long left = leaves(attendance, away);
    assertThat(attendance.present()).isZero();
    leaves(attendance, NO_LONGER); // takes nothing from the other

    lapsed.await();

    assertThat(System.nanoTime() - left).isGreaterThanOrEqualTo(away.toNanos());
  }

  @Test
  void hasNoPlaceForOneTooMany() {
    var attendance = attendance(Lifetime.ATTACHED);
    attendance.enter(NO_LONGER);
    var second = attendance.enter(NO_LONGER);

    assertThatThrownBy(() -> attendance.enter(NO_LONGER))
        .isInstanceOf(TooManyReaders.class)
        .hasMessageContaining("2 readers");
    second.close();
    attendance.enter(NO_LONGER);
  }

  @Test
  void countsNobodyOnceItHasEnded() throws Exception {
    var attendance = attendance(Lifetime.ATTACHED);
    var presence = attendance.enter(NO_LONGER);
    attendance.end();

    presence.close();

    assertThat(timer.getQueue()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"attached, PT0S", "30s, PT30S", "250ms, PT0.25S", "24h, PT24H", "0s, PT0S"})
  void isReadAsItIsWritten(String text, Duration grace) {
    assertThat(Lifetime.parse(text)).contains(new Lifetime(grace));
    assertThat(Lifetime.parse("detached")).contains(Lifetime.DETACHED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "forever", "Detached", "30", "-1s", "25h", "99999999999h", "1e3s"})
  void isRefusedOtherwise(String text) {
    assertThat(Lifetime.parse(text)).isEmpty();
  }

  private Attendance attendance(Lifetime lifetime) {
    var id = StreamId.fresh(InstantSource.system());
    return new Attendance(id, lifetime, 2, timer, lapsed::countDown);
  }

  /// When it left.
  private static long leaves(Attendance attendance, Duration outlasting) {
    var presence = attendance.enter(outlasting);
    long now = System.nanoTime();
    presence.close();
    return now;
  }

  private boolean lapsedWithin(Duration time) throws InterruptedException {
    return lapsed.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }
}
