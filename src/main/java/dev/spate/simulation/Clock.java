package dev.spate.simulation;

import dev.spate.generation.Prompt;
import dev.spate.generation.Scheduled;
import dev.spate.generation.Step;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.stream.Stream;

/// Tells the time (UTC) at once and then again and again, a line each: `It is 09:41:00.`
///
/// @param every how long it takes from one time to the next
/// @param times how often it does so
record Clock(Duration every, long times, InstantSource now) implements Scheduled {
  private static final DateTimeFormatter LINE =
      DateTimeFormatter.ofPattern("'It is 'HH:mm:ss'.\n'").withZone(ZoneOffset.UTC);

  @Override
  public Iterator<Step> steps(Prompt prompt) {
    var lines =
        Stream.iterate(now.instant(), time -> time.plus(every)).limit(times).map(LINE::format);
    return new Speech(prompt, lines.iterator(), new Pace(Duration.ZERO, every));
  }
}
