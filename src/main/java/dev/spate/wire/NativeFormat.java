package dev.spate.wire;

import dev.spate.stream.Entry;
import dev.spate.stream.StreamEvent.Failed;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Piece;
import dev.spate.stream.StreamEvent.Started;
import dev.spate.stream.StreamId;

/// Spate's own format: one frame an entry, named only where the stream starts or ends, so that a
/// browser's `onmessage` gets just the pieces.
public final class NativeFormat implements Format {
  private final StreamId id;

  public NativeFormat(StreamId id) {
    this.id = id;
  }

  @Override
  public void write(Entry entry, Frames out) {
    var name =
        switch (entry.event()) {
          case Started _ -> "started";
          case Piece _ -> "";
          case Finished _ -> "finished";
          case Failed _ -> "failed";
        };
    out.frame(name, EventJson.of(id, entry), entry.position());
  }

  @Override
  public boolean needsPast() {
    return false;
  }
}
