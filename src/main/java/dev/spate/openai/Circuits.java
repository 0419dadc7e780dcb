package dev.spate.openai;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Whether an upstream is asked for a model: it has a circuit for each, so that one that is broken
/// leaves the others alone, and one for whether it can be reached at all. Any thread may call it.
final class Circuits {
  private final String upstream;
  private final Duration pause;
  private final Circuit reach;
  private final ConcurrentMap<String, Circuit> models = new ConcurrentHashMap<>();

  /// @param upstream its name, for the log
  /// @param pause for so long it is left alone
  Circuits(String upstream, Duration pause) {
    this.upstream = upstream;
    this.pause = pause;
    this.reach = new Circuit(upstream, pause, Clock.systemUTC());
  }

  Duration pause() {
    return pause;
  }

  /// Leave to ask for `model`, which is one that the upstream is known to have, or empty if it is
  /// left alone.
  Optional<Permit> enter(String model) {
    var its = models.computeIfAbsent(model, this::circuit);
    return reach
        .enter()
        .flatMap(reached -> {
          var asked = its.enter();
          if (asked.isEmpty()) reached.close();
          return asked.map(permit -> new Permit(reached, permit));
        });
  }

  /// It has no others any more.
  void keep(Set<String> itsModels) {
    models.keySet().retainAll(itsModels);
  }

  private Circuit circuit(String model) {
    return new Circuit(upstream + ", model " + model, pause, Clock.systemUTC());
  }

  /// What becomes of one call: whether the upstream could be reached, and then, whether its model
  /// answered. The first word on each counts.
  record Permit(Circuit.Permit reach, Circuit.Permit model) implements AutoCloseable {
    /// Which says nothing of its model.
    void unreachable() {
      reach.failed();
      model.close();
    }

    void reached() {
      reach.succeeded();
    }

    void succeeded() {
      model.succeeded();
    }

    void failed() {
      model.failed();
    }

    @Override
    public void close() {
      reach.close();
      model.close();
    }
  }
}
