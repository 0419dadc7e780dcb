package dev.spate.http;

import static dev.spate.stream.StreamEvent.Reason.STOP;
import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.stream.Failure;
import dev.spate.stream.MemoryStore;
import dev.spate.stream.StreamEvent;
import dev.spate.stream.StreamEvent.Extra;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reasoning;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.ToolCall;
import dev.spate.stream.StreamEvent.Usage;
import dev.spate.stream.StreamId;
import dev.spate.stream.StreamLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class EarlyFailureTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Usage USAGE = new Usage(0, 0, true);
  private static final Failure FAILURE = new Failure("c", "m", 429, true, Optional.empty(), "");

  private final StreamLog log =
      new MemoryStore(new MemoryStore.Limits(1, 1 << 28, LONG, 0), InstantSource.system())
          .open(
              StreamId.fresh(InstantSource.system()),
              new Started("", "echo", "{}"),
              Optional.empty())
          .log();

  static Stream<StreamEvent> openings() {
    return Stream.of(
        new Text("a"),
        new Reasoning("a"),
        new ToolCall(0, "call_1", "f", ""),
        new Finished(STOP, USAGE));
  }

  @ParameterizedTest
  @MethodSource("openings")
  void isGoodOnceSomethingIsSaid(StreamEvent event) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = threads.submit(() -> EarlyFailure.of(log, LONG));
      log.append(new Extra("{}"));
      log.append(event);

      assertThat(waiting.get()).isEmpty();
    }
  }

  @Test
  void isTheFailureOfAStreamThatSaidNothing() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = threads.submit(() -> EarlyFailure.of(log, LONG));
      for (int i = 0; i < 300; i++) log.append(new Extra("{}"));
      log.append(new Failed(FAILURE, USAGE));

      assertThat(waiting.get()).contains(FAILURE);
    }
  }

  @Test
  void isGoodWhateverComesOfAStreamThatSaidSomething() throws Exception {
    log.append(new Text("a"));
    log.append(new Failed(FAILURE, USAGE));

    assertThat(EarlyFailure.of(log, LONG)).isEmpty();
  }

  @Test
  void isNotAwaitedForGood() throws Exception {
    assertThat(EarlyFailure.of(log, ZERO)).isEmpty();
    assertThat(EarlyFailure.of(log, Duration.ofMillis(20))).isEmpty();
  }
}
