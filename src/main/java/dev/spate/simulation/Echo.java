package dev.spate.simulation;

import dev.spate.generation.Message;
import dev.spate.generation.Prompt;
import dev.spate.wire.EventReader.Line;
import java.util.Iterator;

/// Says the latest message back, token by token; where that is the assistant's, the user's.
record Echo() implements Answer {

  @Override
  public Iterator<Line> lines(Prompt prompt, Knobs knobs) {
    return new Script(asked(prompt)).lines(prompt, knobs);
  }

  private static String asked(Prompt prompt) {
    if (!Continuation.isAskedFor(prompt)) return prompt.latest().text();
    return prompt.messages().reversed().stream()
        .filter(message -> message.role().equals("user"))
        .findFirst()
        .map(Message::text)
        .orElse("");
  }
}
