package dev.spate.generation;

import dev.spate.stream.StreamEvent.Finished;

/// A generator whose answers keep within bounds that it need not know. Once one is reached it is
/// let go, by an exception out of its write.
record Bounded(Generator generator, Bounds bounds) implements Generator {

  @Override
  public void check(Prompt prompt) {
    generator.check(prompt);
  }

  /// Whatever comes of being let go, the answer is whole.
  @Override
  public Finished generate(Prompt prompt, Output output) throws InterruptedException {
    var bounded = new BoundedOutput(output, bounds);
    try {
      var finished = generator.generate(prompt, bounded);
      bounded.flush();
      return bounded.end().orElse(finished);
    } catch (RuntimeException e) {
      bounded.flush();
      return bounded.end().orElseThrow(() -> e);
    }
  }
}
