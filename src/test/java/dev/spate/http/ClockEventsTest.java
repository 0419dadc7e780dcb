package dev.spate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.TestGateway;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class ClockEventsTest {
  private final TestGateway gateway = TestGateway.start();

  @AfterAll
  void stop() {
    gateway.close();
  }

  @Test
  void tellsTheTimeEachSecondToAnyPage() throws IOException {
    try (var clock = RawExchange.get(gateway.port(), "/events", "Origin: http://article.test")) {
      long now = Instant.now().getEpochSecond();

      assertThat(clock.header("Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(clock.header("Content-Type")).isEqualTo("text/event-stream");
      clock.await(
          "id:" + (now + 1) + "\ndata:Message at " + Instant.ofEpochSecond(now + 1) + "\n\n");
      clock.await("id:" + (now + 2) + "\n");
    }
  }

  @Test
  void sendsTheSecondsThatWereMissed() throws IOException {
    long now = Instant.now().getEpochSecond();
    try (var clock = RawExchange.get(gateway.port(), "/events", "Last-Event-ID: " + (now - 4))) {
      for (long second = now - 3; second <= now + 1; second++) clock.await("id:" + second + "\n");
    }
  }

  @Test
  void sendsNoMoreThanTheLastSixty() throws IOException {
    long now = Instant.now().getEpochSecond();
    try (var clock = RawExchange.get(gateway.port(), "/events", "Last-Event-ID: " + (now - 500))) {
      assertThat(clock.firstChunk()).matches("(?s)id:(%d|%d)\n.*".formatted(now - 59, now - 58));
    }
  }

  @Test
  void goesOnThoughTheClockIsSet() {
    assertThat(ClockEvents.inReach(101, 100)).isEqualTo(101);
    assertThat(ClockEvents.inReach(101, 60))
        .isEqualTo(61); // set back: no silence until it catches up
    assertThat(ClockEvents.inReach(101, 4_000)).isEqualTo(3_941); // set forward: no flood
  }

  @Test
  void startsNowForWhoeverSendsNonsense() throws IOException {
    for (var id : new String[] {"x", "-1", "99999999999999", "99999999999999999999", ""}) {
      long now = Instant.now().getEpochSecond();
      try (var clock = RawExchange.get(gateway.port(), "/events", "Last-Event-ID: " + id)) {
        clock.await("data:Message at " + Instant.ofEpochSecond(now + 1));
      }
    }
  }
}
