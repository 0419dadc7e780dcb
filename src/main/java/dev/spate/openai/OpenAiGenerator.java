package dev.spate.openai;

import dev.spate.generation.GenerationFailed;
import dev.spate.generation.Generator;
import dev.spate.generation.Output;
import dev.spate.generation.Prompt;
import dev.spate.openai.AttemptFailed.Remedy;
import dev.spate.stream.StreamEvent.Finished;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// A model of one or more upstreams, which are asked in turn: each again while it may recover, then
/// the next, as long as nobody has had a token.
final class OpenAiGenerator implements Generator {
  private final String model;
  private final List<Upstream> upstreams;

  /// @param model as those upstreams call it that have no other name for it
  /// @param upstreams at least one, in order of fallback
  OpenAiGenerator(String model, List<Upstream> upstreams) {
    this.model = model;
    this.upstreams = List.copyOf(upstreams);
  }

  @Override
  public Finished generate(Prompt prompt, Output output) throws InterruptedException {
    return answer(prompt, output, upstreams);
  }

  private Finished answer(Prompt prompt, Output output, List<Upstream> left)
      throws InterruptedException {
    var others = left.subList(1, left.size());
    try {
      return ask(left.getFirst(), prompt, output, !others.isEmpty());
    } catch (AttemptFailed e) {
      if (others.isEmpty() || e.remedy() == Remedy.GIVE_UP) throw new GenerationFailed(e.failure());
    }
    return answer(prompt, output, others);
  }

  private Finished ask(Upstream upstream, Prompt prompt, Output output, boolean hasFallback)
      throws InterruptedException {
    for (int attempts = 1; ; attempts++) {
      try {
        return upstream.answer(model, prompt, output, hasFallback);
      } catch (AttemptFailed e) {
        var random = ThreadLocalRandom.current();
        var pause = upstream.retries().after(e, attempts, hasFallback, random);
        if (pause.isEmpty()) throw e;
        Thread.sleep(pause.get());
      }
    }
  }
}
