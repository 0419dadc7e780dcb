package dev.spate.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spate.generation.GenerationFailed;
import dev.spate.stream.StreamEvent;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.wire.BadJson;
import dev.spate.wire.EventReader;
import java.util.Optional;

/// How a line that a command writes is to be read.
enum Reading {
  /// As text, with its line feed.
  LINES {
    @Override
    Optional<StreamEvent> event(byte[] line) {
      return Optional.of(new Text(new String(line, UTF_8)));
    }
  },

  /// As an event, as [EventReader] has them.
  NDJSON {
    @Override
    Optional<StreamEvent> event(byte[] line) {
      try {
        return EventReader.line(new String(line, UTF_8)).map(EventReader.Line::event);
      } catch (BadJson e) {
        throw new GenerationFailed(Failures.outputInvalid("a line that " + e.getMessage()));
      }
    }
  };

  /// What happens by it, if anything.
  ///
  /// @throws GenerationFailed if it can't be read
  abstract Optional<StreamEvent> event(byte[] line);
}
