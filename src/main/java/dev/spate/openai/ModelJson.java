package dev.spate.openai;

import dev.spate.generation.ModelCard;
import dev.spate.generation.ModelCard.Choice;
import dev.spate.generation.ModelCard.Knob;
import dev.spate.generation.ModelCard.Range;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Map;

/// A model as OpenAI lists it, and in `spate` what else there is to know about it:
///
/// `{"id":"echo","object":"model","created":1795522860,"owned_by":"spate","spate":{"default":true,
/// "type":"echo","parameters":["max_tokens"],"simulate":{"tokensPerSecond":{"min":0,"max":5000,
/// "default":30},"jitter":{"options":["none","uniform"],"default":"none"},"faults":["fail"]}}}`
///
/// `default` is there for one model only, `simulate` for those that simulate.
final class ModelJson {
  private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

  private ModelJson() {}

  static String of(String model, ModelCard card, boolean isDefault, Instant created) {
    return JSON.createObjectBuilder()
        .add("id", model)
        .add("object", "model")
        .add("created", created.getEpochSecond())
        .add("owned_by", "spate")
        .add("spate", spate(card, isDefault))
        .build()
        .toString();
  }

  private static JsonObjectBuilder spate(ModelCard card, boolean isDefault) {
    var spate = JSON.createObjectBuilder();
    if (isDefault) spate.add("default", true);
    spate.add("type", card.type()).add("parameters", JSON.createArrayBuilder(card.parameters()));
    if (!card.knobs().isEmpty() || !card.faults().isEmpty()) spate.add("simulate", simulate(card));
    return spate;
  }

  private static JsonObjectBuilder simulate(ModelCard card) {
    var simulate = JSON.createObjectBuilder();
    card.knobs().forEach((name, knob) -> simulate.add(name, json(knob)));
    return simulate.add("faults", JSON.createArrayBuilder(card.faults()));
  }

  private static JsonObjectBuilder json(Knob knob) {
    return switch (knob) {
      case Range(long least, long most, long fallback) ->
          JSON.createObjectBuilder().add("min", least).add("max", most).add("default", fallback);
      case Choice(var options, var fallback) ->
          JSON.createObjectBuilder()
              .add("options", JSON.createArrayBuilder(options))
              .add("default", fallback);
    };
  }
}
