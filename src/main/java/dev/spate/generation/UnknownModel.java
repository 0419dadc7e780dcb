package dev.spate.generation;

import java.util.List;

/// No generator answers for the model that was asked for. The message names those that are known.
public final class UnknownModel extends RuntimeException {
  UnknownModel(String model, List<String> known) {
    super(
        "there is no model '%s'; there are: %s".formatted(shown(model), String.join(", ", known)));
  }

  private static String shown(String model) {
    return model.length() > 80 ? model.substring(0, 80) + "…" : model;
  }
}
