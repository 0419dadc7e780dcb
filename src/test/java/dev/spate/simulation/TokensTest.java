package dev.spate.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
  @Test
  void areWordsWithTheSpacesBeforeThem() {
    assertThat(tokens("Why SSE?  Because\n\nit fits. "))
        .containsExactly("Why", " SSE?", "  Because", "\n\nit", " fits.", " ");
  }

  @Test
  void areCharactersWhereNoSpacesAreWritten() {
    assertThat(tokens("为什么用SSE？好")).containsExactly("为", "什", "么", "用", "SSE？", "好");
    assertThat(tokens("日本 です")).containsExactly("日", "本", " で", "す");
  }

  @Test
  void neverCutWhatReadersSeeAsOneCharacter() {
    assertThat(tokens("ok 👩‍👩‍👧‍👦e\u0301\r\n"))
        .containsExactly("ok", " 👩‍👩‍👧‍👦e\u0301", "\r\n");
    assertThat(tokens("ก็ดี")).containsExactly("ก็", "ดี");
  }

  @Test
  void areNoLongerThanAModelWouldSay() {
    assertThat(tokens("x".repeat(50))).extracting(String::length).containsExactly(24, 24, 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n",
        " a",
        "a\r\nb\r",
        "\u2028",
        "data: x\n\n",
        "\ud800",
        "\udc00 x",
        "🇨🇳🇩🇪",
        "a\u0000b"
      })
  void joinedGiveTheTextBack(String text) {
    assertThat(String.join("", tokens(text))).isEqualTo(text);
  }

  @Test
  void joinedGiveAnyTextBack() {
    long seed = Long.getLong("spate.seed", System.nanoTime());
    System.out.println("spate.seed=" + seed);
    var random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      var text =
          random
              .ints(random.nextInt(60), 0, 0x3100)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();

      assertThat(String.join("", tokens(text))).isEqualTo(text);
    }
  }

  private static List<String> tokens(String text) {
    var tokens = new ArrayList<String>();
    new Tokens(text).forEachRemaining(tokens::add);
    return tokens;
  }
}
