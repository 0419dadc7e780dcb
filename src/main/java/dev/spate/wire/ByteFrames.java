package dev.spate.wire;

import java.io.IOException;
import java.io.OutputStream;

/// Frames as the bytes of one transport, gathered until they are flushed.
public interface ByteFrames extends Frames {

  /// Writes all that was gathered at once.
  void flushTo(OutputStream out) throws IOException;
}
