package dev.spate.simulation;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// How delays vary: by chance, yet from the same seed the same again. One prompt's, on one thread.
final class Jitter {
  private final Shape shape;
  private final double spread;
  private final RandomGenerator random;

  /// How a delay is spread; its mean is always the delay.
  enum Shape {
    NONE,
    UNIFORM,
    LOGNORMAL
  }

  /// `percent` is how far a delay goes up and down, or, if lognormal, sigma. A seed of 0 is another
  /// each time.
  Jitter(Shape shape, long percent, long seed) {
    this.shape = shape;
    this.spread = percent / 100.0;
    this.random = seed == 0 ? new SplittableRandom() : new SplittableRandom(seed);
  }

  Duration vary(Duration delay) {
    return Duration.ofNanos(Math.round(delay.toNanos() * factor()));
  }

  private double factor() {
    return switch (shape) {
      case NONE -> 1;
      case UNIFORM -> 1 + spread * (2 * random.nextDouble() - 1);
      case LOGNORMAL -> StrictMath.exp(spread * random.nextGaussian() - spread * spread / 2);
    };
  }
}
