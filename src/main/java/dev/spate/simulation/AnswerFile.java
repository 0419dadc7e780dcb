package dev.spate.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spate.generation.BadSetting;
import dev.spate.generation.Settings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// A file with an answer in it: a text (`.md`, `.txt`), said without the white space at its end, or
/// a tape (`.ndjson`). Its path is relative to the working directory.
final class AnswerFile {
  private static final int MOST_BYTES = 8 << 20;

  private AnswerFile() {}

  /// Reads what the setting `file` names.
  ///
  /// @throws BadSetting if it can't be used, and why
  static Answer read(String file, Settings settings) {
    if (file.endsWith(".ndjson")) {
      return Tape.of(text(file, settings), mend -> settings.bad("file", mend));
    }
    if (!file.endsWith(".md") && !file.endsWith(".txt")) {
      throw settings.bad("file", "must end in .md or .txt, for a text, or .ndjson, for a tape");
    }
    var text = text(file, settings).stripTrailing();
    if (text.isEmpty()) throw settings.bad("file", "must have some text in it");
    return new Script(text);
  }

  private static String text(String file, Settings settings) {
    try (var in = Files.newInputStream(Path.of(file))) {
      var bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) throw settings.bad("file", "must have at most 8MiB");
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw settings.bad("file", "must be UTF-8");
    } catch (IOException | InvalidPathException e) {
      throw settings.bad(
          "file", "must be a file that can be read, relative to " + Path.of("").toAbsolutePath());
    }
  }
}
