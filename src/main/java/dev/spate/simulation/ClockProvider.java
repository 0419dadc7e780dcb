package dev.spate.simulation;

import dev.spate.generation.GeneratorProvider;
import dev.spate.generation.ModelCard;
import dev.spate.generation.Models;
import dev.spate.generation.Settings;
import java.time.Duration;
import java.time.InstantSource;

/// Makes models that tell the time: `{type: clock, every: 1s, times: 0}`, where 0 is without end.
public final class ClockProvider implements GeneratorProvider {
  @Override
  public String type() {
    return "clock";
  }

  @Override
  public Models open(String name, Settings settings) {
    var every =
        settings.duration(
            "every", Duration.ofSeconds(1), Duration.ofMillis(1), Duration.ofHours(1));
    long times = settings.number("times", 0, 0, Long.MAX_VALUE);
    long most = times == 0 ? Long.MAX_VALUE : times;
    return Models.of(name, new Clock(every, most, InstantSource.system()), ModelCard.of(type()));
  }
}
