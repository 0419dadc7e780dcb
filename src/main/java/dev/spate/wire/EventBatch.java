package dev.spate.wire;

import dev.spate.stream.StreamLog.Batch;
import java.util.ArrayList;
import java.util.List;

/// What a long poll answers: some events as one JSON object, and where to ask on.
///
/// `{"position":9,"last":false,"events":[{"position":9,"ms":212,"text":"Why"}]}`
public final class EventBatch {
  private EventBatch() {}

  /// `batch` is what lies after `position`.
  public static String of(Batch batch, long position, NativeFormat format) {
    var events = new Gathered();
    batch.entries().forEach(entry -> format.write(entry, events));
    long reached = position + batch.entries().size(); // positions are dense
    return "{\"position\":%d,\"last\":%b,\"events\":[%s]}"
        .formatted(reached, batch.last(), String.join(",", events.data));
  }

  private static final class Gathered implements Frames {
    private final List<String> data = new ArrayList<>();

    @Override
    public void frame(String event, String json, long position) {
      data.add(json);
    }

    @Override
    public void heartbeat() {}
  }
}
