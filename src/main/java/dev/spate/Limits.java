package dev.spate;

import dev.spate.generation.Generations;
import dev.spate.generation.Settings;
import dev.spate.stream.MemoryStore;
import java.time.Duration;

/// The limits of streams and of their store, as the configuration sets them.
final class Limits {
  private Limits() {}

  static Generations.Limits ofStream(Settings settings) {
    return new Generations.Limits(
        settings.number("max-events", 100_000, 3, Integer.MAX_VALUE),
        settings.number("max-chars", 8 << 20, 1, Integer.MAX_VALUE),
        settings.duration("unread", Duration.ofSeconds(30)),
        settings.duration("total", Duration.ofMinutes(60)));
  }

  static MemoryStore.Limits ofStore(Settings settings) {
    long bytes = settings.number("max-bytes", 0, 0, Long.MAX_VALUE);
    return new MemoryStore.Limits(
        (int) settings.number("max-live", 20_000, 1, Integer.MAX_VALUE),
        bytes == 0 ? Runtime.getRuntime().maxMemory() / 4 : bytes,
        settings.duration("retention", Duration.ofMinutes(60)));
  }
}
