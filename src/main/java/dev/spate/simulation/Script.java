package dev.spate.simulation;

import dev.spate.generation.Prompt;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.wire.EventReader.Line;
import java.util.Iterator;
import java.util.OptionalLong;

/// Says a text, whatever it is asked, token by token.
record Script(String text) implements Answer {

  @Override
  public Iterator<Line> lines(Prompt prompt, Knobs knobs) {
    return Continuation.of(prompt, new Lines(new Tokens(text)));
  }

  private record Lines(Tokens tokens) implements Iterator<Line> {
    @Override
    public boolean hasNext() {
      return tokens.hasNext();
    }

    @Override
    public Line next() {
      return new Line(OptionalLong.empty(), new Text(tokens.next()));
    }
  }
}
