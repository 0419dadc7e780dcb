package dev.spate.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignJsonTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"b\":7}                                          | 7",
        "{\"a\":{\"b\":[{\"b\":1}]},\"c\":[[],{}],\"b\":{}} | {}",
        "{\"a\":\"b\",\"c\":null,\"d\":1.5,\"b\":[\"x\"]}   | [\"x\"]",
        "{\"b\":true,\"a\":{{{ no JSON                      | true",
      })
  void findsAMemberBehindOthers(String object, String value) {
    assertThat(ForeignJson.member("b", object)).hasToString("Optional[" + value + "]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"{}", "{\"a\":{\"b\":7}}", "{\"a\":[\"b\",7],\"c\":\"b\"}"})
  void findsNoneThatLiesDeeper(String object) {
    assertThat(ForeignJson.member("b", object)).isEmpty();
  }

  @Test
  void saysWhenItIsNoJson() {
    assertThatThrownBy(() -> ForeignJson.member("b", "{\"a\":"))
        .isInstanceOf(BadJson.class)
        .hasMessageStartingWith("is not JSON");
  }
}
