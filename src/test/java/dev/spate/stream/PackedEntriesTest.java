package dev.spate.stream;

import static dev.spate.stream.StreamEvent.Reason.LENGTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.stream.StreamEvent.End;
import dev.spate.stream.StreamEvent.Extra;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Piece;
import dev.spate.stream.StreamEvent.Reasoning;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.ToolCall;
import dev.spate.stream.StreamEvent.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackedEntriesTest {
  private static final int ENTRIES = 300;
  private static final List<Piece> EVERY_KIND =
      List.of(
          new Text(" token"),
          new Text(""),
          new Text("为\uD83E\uDD86"),
          new Text("half of a duck \uD83E"),
          new Text("\uDD86"),
          new Text("long ".repeat(900)),
          new Reasoning("Hm"),
          new Reasoning("\uD83E"),
          new ToolCall(0, "call_1", "add", ""),
          new ToolCall(0, "", "", "{\"a\":"),
          new ToolCall(300, "", "", "1}"),
          new ToolCall(-1, "", "", "as no backend should"),
          new Extra("{\"logprobs\":[1,2]}"));

  private Instant now = Instant.parse("2026-11-24T12:00:00Z");

  static List<End> ends() {
    var usage = new Usage(3, 7, true);
    var failure =
        new Failure("c", "m", 429, true, Optional.of(Duration.ofSeconds(3)), "{\"error\":1}");
    return List.of(new Finished(LENGTH, usage), new Failed(failure, usage));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void areReadAsTheyWereBefore(End end) {
    var log = new MemoryLog(() -> now, () -> {});
    var random = new Random(7);
    log.append(new Started("ann", "echo", "{\"prompt\":\"Hi\"}"));
    for (int i = 0; i < ENTRIES - 2; i++) {
      now = now.plusMillis(random.nextInt(4) == 0 ? random.nextInt(1 << 20) : random.nextInt(90));
      log.append(EVERY_KIND.get(i % EVERY_KIND.size()));
    }
    log.append(end);
    var before = batches(log);

    log.pack();

    assertThat(batches(log)).isEqualTo(before).hasSize(ENTRIES + 1);
  }

  @Test
  void takeAFewBytesForAToken() {
    var log = new MemoryLog(() -> now, () -> {});
    for (int i = 0; i < 1_000; i++) {
      now = now.plusMillis(33);
      log.append(new Text("token"));
    }
    log.append(ends().getFirst());

    assertThat(log.pack() / 1_000 - "token".length()).isLessThanOrEqualTo(4);
  }

  @Test
  void areForALogThatHasEnded() {
    assertThatThrownBy(new MemoryLog(() -> now, () -> {})::pack)
        .isInstanceOf(IllegalStateException.class);
  }

  /// What each reader gets, wherever it is.
  private static List<StreamLog.Batch> batches(StreamLog log) {
    var batches = new ArrayList<StreamLog.Batch>();
    for (int k = 0; k <= ENTRIES; k++) batches.add(log.read(k));
    return batches;
  }
}
