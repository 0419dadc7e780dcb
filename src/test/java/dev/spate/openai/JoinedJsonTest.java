package dev.spate.openai;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.wire.ForeignJson;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoinedJsonTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a':'I'},{'a':' can'} | {'a':'I can'}",
        "{'a':[1]},{'a':[2,{}]} | {'a':[1,2,{}]}",
        "{'a':{'b':'x'}},{'a':{'b':'y','c':1}} | {'a':{'b':'xy','c':1}}",
        "{'a':1},{'a':2} | {'a':2}",
        "{'a':'x'},{'a':null} | {'a':'x'}",
        "{'a':null},{'a':'x'} | {'a':'x'}",
        "{'a':'x'},{'a':[1]},{'a':[2]} | {'a':[1,2]}",
        "{'id':'x','type':'y'},{'id':'x','type':'y'} | {'id':'x','type':'y'}",
        "{'a':[{'index':1,'b':'x'},{'index':0}]},{'a':[{'index':1,'b':'y'}]} |"
            + " {'a':[{'index':0},{'index':1,'b':'xy'}]}"
      })
  void joinsWhatComesInBits(String bits, String whole) {
    var joined = new JoinedJson();
    for (var bit : json("[" + bits + "]").asJsonArray()) joined.add(bit.asJsonObject());

    assertThat(joined.json()).isEqualTo(json(whole));
  }

  /// As many bits as a stream may have events.
  @Test
  @Timeout(value = 20, unit = SECONDS)
  void takesNoLongerForEachThanForTheFirst() {
    var joined = new JoinedJson();
    var bit =
        json("{'logprobs':{'content':[{'token':'No'}]},'delta':{'refusal':'No'}}").asJsonObject();
    for (int i = 0; i < 100_000; i++) joined.add(bit);

    assertThat(joined.json().getJsonObject("logprobs").getJsonArray("content")).hasSize(100_000);
  }

  private static JsonValue json(String text) {
    return ForeignJson.parse(text.replace('\'', '"'), 8);
  }
}
