package dev.spate.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
  @ParameterizedTest
  @CsvSource({"200ms, 200", "0s, 0", "30s, 30000", "30 s, 30000", "5m, 300000", "2h, 7200000"})
  void readsTimes(String text, long millis) {
    assertThat(Units.duration(text)).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "30", "s", "-1s", "1.5s", "30S", "1d", "PT30S", "9999999999999s", "2562048h"})
  void readsNoTimeThatIsWrittenOtherwise(String text) {
    assertThat(Units.duration(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "512, 512", "64KiB, 65536", "8MiB, 8388608", "1GiB, 1073741824"})
  void readsSizes(String text, long bytes) {
    assertThat(Units.number(text)).contains(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MiB", "-1", "1.5MiB", "8MB", "8mib", "30s", "9999999999999"})
  void readsNoSizeThatIsWrittenOtherwise(String text) {
    assertThat(Units.number(text)).isEmpty();
  }

  /// 12 digits of GiB are more than a `long` holds.
  @ParameterizedTest
  @ValueSource(strings = {"8589934592GiB", "999999999999GiB"})
  void readsNoSizeThatIsTooLarge(String text) {
    assertThat(Units.number(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1ms", "1500ms", "30s", "90s", "5m", "1h", "36h"})
  void writesATimeInItsLargestWholeUnit(String text) {
    assertThat(Units.duration(text).map(Units::text)).contains(text);
  }
}
