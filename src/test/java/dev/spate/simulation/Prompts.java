package dev.spate.simulation;

import dev.spate.generation.Message;
import dev.spate.generation.Prompt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/// Prompts for tests.
final class Prompts {
  private Prompts() {}

  /// A conversation that begins with the user.
  static Prompt of(String... texts) {
    var messages = new ArrayList<Message>();
    for (var text : texts) {
      messages.add(new Message(messages.size() % 2 == 0 ? "user" : "assistant", text, "{}"));
    }
    return new Prompt("m", messages, Map.of());
  }

  /// `prompt` with a parameter more, as JSON.
  static Prompt with(Prompt prompt, String name, String json) {
    var parameters = new HashMap<>(prompt.parameters());
    parameters.put(name, json);
    return new Prompt(prompt.model(), prompt.messages(), parameters);
  }

  /// One that asks for `json` in `simulate`.
  static Prompt simulate(String json) {
    return with(of("Why SSE?"), "simulate", json);
  }
}
