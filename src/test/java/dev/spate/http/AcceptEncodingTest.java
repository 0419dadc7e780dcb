package dev.spate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptEncodingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip, deflate, br, zstd           | BROTLI GZIP IDENTITY",
        "gzip                              | GZIP IDENTITY",
        "GZIP                              | GZIP IDENTITY",
        "br;q=0.5, gzip;q=0.8              | GZIP BROTLI IDENTITY",
        "br; q=0.001                       | BROTLI IDENTITY",
        "gzip;q=0, br;q=0                  | IDENTITY",
        "identity, gzip;q=0.5              | IDENTITY GZIP",
        "*                                 | BROTLI GZIP IDENTITY",
        "*;q=0.5, gzip                     | GZIP BROTLI IDENTITY",
        "*;q=0                             | IDENTITY",
        "br, identity;q=0                  | BROTLI IDENTITY",
        "gzip;q=2, br;q=nope, ;q=1, ,;,=,; | IDENTITY",
        "deflate, zstd                     | IDENTITY",
        "''                                | IDENTITY"
      })
  void putsFirstWhatTheClientLikesBest(String header, String codings) {
    assertThat(AcceptEncoding.parse(List.of(header)).codings()).containsExactly(named(codings));
  }

  @Test
  void sendsABodyAsItIsToWhoSaysNothing() {
    assertThat(AcceptEncoding.parse(List.of()).codings()).containsExactly(Coding.IDENTITY);
  }

  @Test
  void joinsWhatSeveralHeadersSay() {
    assertThat(AcceptEncoding.parse(List.of("gzip;q=0.5", "br")).codings())
        .containsExactly(Coding.BROTLI, Coding.GZIP, Coding.IDENTITY);
  }

  private static Coding[] named(String codings) {
    return Arrays.stream(codings.split(" ", -1)).map(Coding::valueOf).toArray(Coding[]::new);
  }
}
