package dev.spate.simulation;

import dev.spate.generation.Prompt;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.wire.EventReader.Line;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Tells the time (UTC) again and again, a line each: `It is 09:41:00.`
record Clock(InstantSource now) implements Answer {
  private static final DateTimeFormatter LINE =
      DateTimeFormatter.ofPattern("'It is 'HH:mm:ss'.\n'").withZone(ZoneOffset.UTC);

  @Override
  public Iterator<Line> lines(Prompt prompt, Knobs knobs) {
    var start = now.instant();
    var pace = knobs.pace();
    return Stream.iterate(pace.first(), at -> at.plus(pace.next()))
        .limit(knobs.times())
        .map(at -> line(at, LINE.format(start.plus(at))))
        .iterator();
  }

  private static Line line(Duration at, String text) {
    return new Line(OptionalLong.of(at.toMillis()), new Text(text));
  }
}
