package dev.spate.generation;

import java.util.List;
import java.util.Map;

/// What the caller asked: which model, about which conversation, and how.
///
/// @param messages at least one, the latest last
/// @param parameters all else that the caller sent, name → raw JSON: what a generator understands
///   it obeys, the rest it may pass on. `{"max_tokens": "100"}`
public record Prompt(String model, List<Message> messages, Map<String, String> parameters) {
  public Prompt {
    messages = List.copyOf(messages);
    parameters = Map.copyOf(parameters);
    if (messages.isEmpty()) throw new IllegalArgumentException("a prompt needs a message");
  }

  /// What is to be answered.
  public Message latest() {
    return messages.getLast();
  }
}
