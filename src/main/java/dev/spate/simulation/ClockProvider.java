package dev.spate.simulation;

import dev.spate.generation.GeneratorProvider;
import dev.spate.generation.ModelCard.Knob;
import dev.spate.generation.Models;
import dev.spate.generation.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;

/// Makes models that tell the time: `{type: clock, every: 1s, times: 0}`, where 0 is without end.
public final class ClockProvider implements GeneratorProvider {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final long MOST_TIMES = 1_000_000_000;

  @Override
  public String type() {
    return "clock";
  }

  @Override
  public Models open(String name, Settings settings) {
    return new Simulator(new Clock(InstantSource.system()), panel(settings)).named(name, type());
  }

  static Panel panel(Settings settings) {
    var least = settings.child("limits").duration("every", SHORTEST, SHORTEST, LONGEST);
    var own = new LinkedHashMap<String, Knob>();
    own.put("everyMs", Panel.millis(settings, "every", Duration.ofSeconds(1), least, LONGEST));
    own.put("times", Panel.number(settings, "times", 0, MOST_TIMES));
    return Panel.with(own, Duration.ZERO, settings);
  }
}
