package dev.spate.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.stream.Failure;
import dev.spate.stream.StreamEvent;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Reason;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import dev.spate.stream.StreamId;
import dev.spate.stream.StreamSummary;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SummaryJsonTest {
  private static final Usage USAGE = new Usage(0, 1, true);
  private static final Instant AT = Instant.parse("2026-11-29T12:00:00Z");

  private final StreamId id = StreamId.fresh(InstantSource.system());

  @Test
  void saysHowAStreamEnded() {
    var failure = new Failure("upstream_truncated", "m", 502, true, Optional.empty(), "");

    assertThat(summary(new Text("a"), 2))
        .isEqualTo(
            "{\"id\":\"%s\",\"model\":\"m\",\"state\":\"live\",\"position\":9,\"readers\":2,\"at\":\"%s\"}",
            id, AT);
    assertThat(summary(new Finished(Reason.CANCELLED, USAGE), 0))
        .contains("\"state\":\"finished\"")
        .endsWith(",\"reason\":\"cancelled\"}");
    assertThat(summary(new Failed(failure, USAGE), 0))
        .contains("\"state\":\"failed\"")
        .endsWith(",\"code\":\"upstream_truncated\"}");
  }

  private String summary(StreamEvent latest, int readers) {
    return SummaryJson.of(new StreamSummary(id, "m", latest, 9, AT), readers);
  }
}
