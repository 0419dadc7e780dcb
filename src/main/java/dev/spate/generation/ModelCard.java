package dev.spate.generation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// What can be asked of a model besides a prompt, for those who draw it: the `spate` member of
/// `/v1/models`.
///
/// @param type of its generator, as the configuration has it: `echo`
/// @param parameters those of OpenAI's that it obeys, [Bounds] apart: `temperature`
/// @param knobs what `simulate` may hold, by name, in the order in which to show them
/// @param faults how it can be made to break: `fail`, `stall`, `truncate`
public record ModelCard(
    String type, List<String> parameters, Map<String, Knob> knobs, List<String> faults) {
  public ModelCard {
    parameters = List.copyOf(parameters);
    knobs = Collections.unmodifiableMap(new LinkedHashMap<>(knobs));
    faults = List.copyOf(faults);
  }

  /// The same, which obeys these parameters too.
  ModelCard obeying(List<String> more) {
    var all = new LinkedHashSet<>(parameters);
    all.addAll(more);
    return new ModelCard(type, List.copyOf(all), knobs, faults);
  }

  /// A model that is just asked.
  public static ModelCard of(String type) {
    return new ModelCard(type, List.of(), Map.of(), List.of());
  }

  /// One setting of a simulator, and what it is when a prompt doesn't say.
  public sealed interface Knob {}

  /// A whole number.
  public record Range(long least, long most, long fallback) implements Knob {}

  /// One of some words.
  public record Choice(List<String> options, String fallback) implements Knob {
    public Choice {
      options = List.copyOf(options);
    }
  }
}
