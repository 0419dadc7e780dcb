package dev.spate.simulation;

import dev.spate.generation.BadSetting;
import dev.spate.generation.Prompt;
import dev.spate.stream.StreamEvent.End;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reason;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamEvent.Usage;
import dev.spate.wire.BadJson;
import dev.spate.wire.EventReader;
import dev.spate.wire.EventReader.Line;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// A recorded answer, played with the timing that it was recorded with. Without an end, or where it
/// was cancelled, it is one that broke off.
record Tape(List<Line> lines) implements Answer {
  private static final long LONGEST_MS = 86_400_000;
  private static final Failed BROKEN_OFF =
      new Failed(Failures.UPSTREAM_TRUNCATED, new Usage(0, 0, true));

  Tape {
    lines = List.copyOf(lines);
  }

  /// Reads NDJSON, as `GET /v1/streams/{id}` sends it.
  ///
  /// @param bad makes the error out of what the tape must be, but is not
  static Tape of(String ndjson, Function<String, BadSetting> bad) {
    var lines = new ArrayList<Line>();
    long ms = 0;
    int number = 0;
    for (var text : ndjson.lines().toList()) {
      var where = "must be a tape, but line " + ++number + " ";
      var read = read(text, where, bad);
      if (read.isEmpty()) continue; // a heartbeat
      var line = read.get();
      if (!lines.isEmpty() && isEnd(lines.getLast())) throw bad.apply(where + "is after the end");
      if (line.ms().orElse(ms) < ms) throw bad.apply(where + "is earlier than the one before");
      ms = line.ms().orElse(ms);
      if (ms > LONGEST_MS) throw bad.apply(where + "is later than a day after the start");
      if (isCancelled(line)) lines.add(new Line(line.ms(), BROKEN_OFF));
      else if (!(line.event() instanceof Started)) lines.add(line);
    }
    if (lines.isEmpty()) throw bad.apply("must be a tape, but has no piece and no end");
    if (!isEnd(lines.getLast())) lines.add(new Line(OptionalLong.empty(), BROKEN_OFF));
    return new Tape(lines);
  }

  @Override
  public Iterator<Line> lines(Prompt prompt, Knobs knobs) {
    return Continuation.of(prompt, lines.iterator());
  }

  private static Optional<Line> read(String text, String where, Function<String, BadSetting> bad) {
    try {
      return EventReader.line(text);
    } catch (BadJson e) {
      throw bad.apply(where + e.getMessage());
    }
  }

  private static boolean isEnd(Line line) {
    return line.event() instanceof End;
  }

  /// Which is nothing that a generator does to itself.
  private static boolean isCancelled(Line line) {
    return line.event() instanceof Finished finished && finished.reason() == Reason.CANCELLED;
  }
}
