package dev.spate.simulation;

import dev.spate.generation.Prompt;
import dev.spate.stream.StreamEvent.End;
import dev.spate.stream.StreamEvent.Piece;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.wire.EventReader.Line;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.OptionalLong;

/// What is left of an answer that the assistant has begun to say: from where the two part.
final class Continuation implements Iterator<Line> {
  private final Iterator<Line> answer;
  private final Deque<Line> cut = new ArrayDeque<>(); // of which a part was said, or none
  private long passedMs;

  private Continuation(Iterator<Line> answer, String said) {
    this.answer = answer;
    int heard = 0;
    while (heard < said.length() && cut.isEmpty() && answer.hasNext()) {
      heard += pass(answer.next(), said, heard);
    }
  }

  /// The whole of `answer`, unless the prompt's last message is the assistant's.
  static Iterator<Line> of(Prompt prompt, Iterator<Line> answer) {
    return isAskedFor(prompt) ? new Continuation(answer, prompt.latest().text()) : answer;
  }

  static boolean isAskedFor(Prompt prompt) {
    return prompt.latest().role().equals("assistant");
  }

  @Override
  public boolean hasNext() {
    return !cut.isEmpty() || answer.hasNext();
  }

  /// Timed from the last line that was said already.
  @Override
  public Line next() {
    var line = cut.isEmpty() ? answer.next() : cut.pop();
    return line.ms().isEmpty()
        ? line
        : new Line(OptionalLong.of(line.ms().getAsLong() - passedMs), line.event());
  }

  /// How much of `said` the line has said. What it says beyond is kept.
  private int pass(Line line, String said, int heard) {
    int common = line.event() instanceof Text(String text) ? common(text, said, heard) : 0;
    switch (line.event()) {
      case Text(String text) when common < text.length() ->
          cut.add(new Line(line.ms(), new Text(text.substring(common))));
      case End _ -> cut.add(line);
      case Piece _, Started _ -> passedMs = line.ms().orElse(passedMs);
    }
    return common;
  }

  private static int common(String text, String said, int heard) {
    int most = Math.min(text.length(), said.length() - heard);
    int common = 0;
    while (common < most && text.charAt(common) == said.charAt(heard + common)) common++;
    boolean split = common < text.length() && Character.isLowSurrogate(text.charAt(common));
    return split && common > 0 ? common - 1 : common;
  }
}
