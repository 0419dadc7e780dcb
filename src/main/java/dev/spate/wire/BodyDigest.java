package dev.spate.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

/// What two bodies have in common that ask for the same: the SHA-256 of their members but `stream`
/// and `stream_options`, which only say how to send the answer.
public final class BodyDigest {
  private static final Set<String> TRANSPORT = Set.of("stream", "stream_options");

  private BodyDigest() {}

  /// Of a body that was read as a prompt before.
  public static String of(String json) {
    var object = (JsonObject) ForeignJson.parse(json, Integer.MAX_VALUE);
    var rest =
        object.entrySet().stream()
            .filter(member -> !TRANSPORT.contains(member.getKey()))
            .map(member -> JsonStrings.string(member.getKey()) + ForeignJson.of(member.getValue()))
            .sorted()
            .collect(Collectors.joining(","));
    return HexFormat.of().formatHex(sha256().digest(rest.getBytes(UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has it", e);
    }
  }
}
