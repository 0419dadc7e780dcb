package dev.spate.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.generation.ModelCard;
import dev.spate.generation.ModelCard.Choice;
import dev.spate.generation.ModelCard.Knob;
import dev.spate.generation.ModelCard.Range;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelJsonTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.9Z");

  @Test
  void showsEveryKnobInItsOrderAndWholeNumbersAsSuch() {
    var knobs = new LinkedHashMap<String, Knob>();
    knobs.put("tokensPerSecond", new Range(0, 5_000, 30));
    knobs.put("jitter", new Choice(List.of("none", "lognormal"), "none"));
    knobs.put("share", new Range(0, 1, 1));
    var card = new ModelCard("script", List.of("max_tokens"), knobs, List.of("fail", "stall"));

    assertThat(ModelJson.of("script/a \"b\"", card, true, NOON))
        .isEqualTo(
            """
            {"id":"script/a \\"b\\"","object":"model","created":1795521600,"owned_by":"spate",\
            "spate":{"default":true,"type":"script","parameters":["max_tokens"],"simulate":{\
            "tokensPerSecond":{"min":0,"max":5000,"default":30},\
            "jitter":{"options":["none","lognormal"],"default":"none"},\
            "share":{"min":0,"max":1,"default":1},"faults":["fail","stall"]}}}\
            """);
  }

  @Test
  void hasWhatASimulatorOfFaultsAloneNeeds() {
    var card = new ModelCard("test", List.of(), Map.of(), List.of("fail"));

    assertThat(ModelJson.of("test", card, false, NOON))
        .endsWith(
            "\"spate\":{\"type\":\"test\",\"parameters\":[],\"simulate\":{\"faults\":[\"fail\"]}}}");
  }
}
