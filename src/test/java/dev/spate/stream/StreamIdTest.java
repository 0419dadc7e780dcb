package dev.spate.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class StreamIdTest {
  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-11-24T12:00:00.123Z"));

  @Test
  void tellsWhenTheStreamBegan() {
    assertThat(StreamId.fresh(NOON).at()).isEqualTo(NOON.instant());
  }

  @Test
  void isReadBackFromItsText() {
    var id = StreamId.fresh(NOON);

    assertThat(StreamId.parse(id.toString())).contains(id);
  }

  @Test
  void isSafeInAUrlAndAHeader() {
    assertThat(StreamId.fresh(NOON).value()).matches("[0-9a-z]{36}");
  }

  @Test
  void refusesWhatHasNotItsForm() {
    var id = StreamId.fresh(NOON).value();

    assertThat(StreamId.parse("")).isEmpty();
    assertThat(StreamId.parse(id + "0")).isEmpty();
    assertThat(StreamId.parse(id.substring(1))).isEmpty();
    assertThat(StreamId.parse("u" + id.substring(1))).isEmpty(); // a letter that it does not use
    assertThat(StreamId.parse(id.substring(1) + "\n")).isEmpty();
  }

  @Test
  void isNeverTheSameTwice() {
    var ids = new HashSet<StreamId>();
    for (int i = 0; i < 10_000; i++) ids.add(StreamId.fresh(NOON));

    assertThat(ids).hasSize(10_000);
  }

  @Test
  void comesInOrderOfTime() {
    var later = InstantSource.fixed(NOON.instant().plusMillis(1));

    assertThat(StreamId.fresh(NOON)).isLessThan(StreamId.fresh(later));
  }
}
