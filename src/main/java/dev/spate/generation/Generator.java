package dev.spate.generation;

import dev.spate.stream.StreamEvent.Finished;

/// Answers a prompt, piece by piece: what a backend implements.
///
/// One instance answers many prompts at once. Each call has a virtual thread of its own, so it
/// simply blocks. It is cancelled by interrupt: let the [InterruptedException] through. By then the
/// stream has its end, and whatever is written later is refused.
@FunctionalInterface
public interface Generator {

  /// Writes the answer to `output` and returns how it finished. `CANCELLED` is not its to claim.
  /// Usage is what the backend counted; of an answer that breaks off, what was written is counted.
  ///
  /// @throws GenerationFailed if the answer broke off, for instance where the backend can't be
  ///   reached; any other exception is taken for a bug of the generator's, and logged
  Finished generate(Prompt prompt, Output output) throws InterruptedException;

  /// Refuses what it can't answer, before there is a stream. Quick, on the request's thread.
  ///
  /// @throws BadPrompt with the field, its value and the mend
  default void check(Prompt prompt) {
    if (prompt.parameters().containsKey("simulate")) {
      throw new BadPrompt("simulate", "is for simulators, and '" + prompt.model() + "' is none");
    }
  }
}
