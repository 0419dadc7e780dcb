package dev.spate.wire;

import dev.spate.stream.Entry;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Piece;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamId;
import java.time.Duration;
import java.time.Instant;

/// Spate's own format: one frame an entry, named only where the stream starts or ends, so that a
/// browser's `onmessage` gets just the pieces.
public final class NativeFormat implements Format {
  private final StreamId id;
  private final Form form;
  private final Instant start;

  /// `start` is the time of the stream's first entry.
  public NativeFormat(StreamId id, Form form, Instant start) {
    this.id = id;
    this.form = form;
    this.start = start;
  }

  /// What an event says of itself.
  public enum Form {
    /// What happened: `{"text":"Why"}`
    PLAIN,
    /// And when, in milliseconds since the start: `{"ms":212,"text":"Why"}`
    TIMED,
    /// All that a frame would say else:
    /// `{"position":9,"ms":812,"event":"finished","reason":"stop"}`
    WHOLE
  }

  @Override
  public void write(Entry entry, Frames out) {
    var name = name(entry);
    var event = EventJson.of(id, entry);
    var data =
        switch (form) {
          case PLAIN -> event;
          case TIMED -> with("\"ms\":" + ms(entry), event);
          case WHOLE -> with(place(entry, name), event);
        };
    out.frame(name, data, entry.position());
  }

  @Override
  public boolean needsPast() {
    return false;
  }

  private static String name(Entry entry) {
    return switch (entry.event()) {
      case Started _ -> "started";
      case Piece _ -> "";
      case Finished _ -> "finished";
      case Failed _ -> "failed";
    };
  }

  private String place(Entry entry, String name) {
    var place = "\"position\":" + entry.position() + ",\"ms\":" + ms(entry);
    return name.isEmpty() ? place : place + ",\"event\":\"" + name + '"';
  }

  private long ms(Entry entry) {
    return Duration.between(start, entry.at()).toMillis();
  }

  private static String with(String members, String object) {
    return '{' + members + ',' + object.substring(1);
  }
}
