package dev.spate.wire;

import jakarta.json.Json;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/// Reads server-sent events as a browser does (WHATWG HTML §9.2), from a text cut anywhere.
public final class SseReader {
  private final List<Event> events = new ArrayList<>();
  private String lastId = "";

  /// What `onmessage` gets; `type` is `message` unless the stream named it.
  public record Event(String id, String type, String data) {}

  /// The whole events in `text`; one that broke off is none.
  public static List<Event> events(String text) {
    var reader = new SseReader();
    var blocks = text.split("\n\n", -1);
    for (int i = 0; i < blocks.length - 1; i++) reader.block(blocks[i]);
    return reader.events;
  }

  /// The text of a piece: `{"text":"Why"}`, or nothing.
  public static String text(Event event) {
    try (var json = Json.createReader(new StringReader(event.data()))) {
      return json.readObject().getString("text", "");
    }
  }

  private void block(String block) {
    var type = "";
    var data = new ArrayList<String>();
    for (var line : block.split("\n", -1)) {
      int colon = line.indexOf(':');
      var field = colon < 0 ? line : line.substring(0, colon);
      var value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
      switch (field) {
        case "id" -> lastId = value;
        case "event" -> type = value;
        case "data" -> data.add(value);
        default -> {} // a comment, or `retry`
      }
    }
    if (data.isEmpty()) return;
    events.add(new Event(lastId, type.isEmpty() ? "message" : type, String.join("\n", data)));
  }
}
