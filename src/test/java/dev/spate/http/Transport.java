package dev.spate.http;

import dev.spate.wire.SseReader;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;

/// A way to get the events of a stream, as its clients see it.
enum Transport {
  SSE("text/event-stream", "") {
    @Override
    List<Event> events(RawExchange.Body body) {
      return SseReader.events(body.text()).stream()
          .map(event -> {
            long position = Long.parseLong(event.id().substring(event.id().indexOf('-') + 1));
            var type = event.type().equals("message") ? "" : event.type();
            return new Event(position, type, object(event.data()));
          })
          .toList();
    }
  },

  NDJSON("application/x-ndjson", "") {
    @Override
    List<Event> events(RawExchange.Body body) {
      var whole = body.text().substring(0, body.text().lastIndexOf('\n') + 1);
      return whole
          .lines()
          .filter(line -> !line.isEmpty())
          .map(line -> Event.of(object(line)))
          .toList();
    }
  },

  LONG_POLL("application/json", "&wait=20s") {
    @Override
    List<Event> events(RawExchange.Body body) {
      if (!body.whole()) return List.of();
      JsonArray events = object(body.text()).getJsonArray("events");
      return events.getValuesAs(JsonObject.class).stream().map(Event::of).toList();
    }
  };

  private final String accept;
  private final String parameters;

  Transport(String accept, String parameters) {
    this.accept = accept;
    this.parameters = parameters;
  }

  /// An event, without the time that it took.
  record Event(long position, String type, JsonObject data) {
    static Event of(JsonObject line) {
      var data = Json.createObjectBuilder(line).remove("position").remove("ms").remove("event");
      return new Event(
          line.getJsonNumber("position").longValue(), line.getString("event", ""), data.build());
    }

    boolean isEnd() {
      return type.equals("finished") || type.equals("failed");
    }
  }

  /// A request for what lies after `position`.
  RawExchange request(int port, String stream, long position) throws IOException {
    var path = "/v1/streams/" + stream + "?after=" + position + parameters;
    return RawExchange.get(port, path, "Accept: " + accept);
  }

  /// The events of a reply which are whole.
  abstract List<Event> events(RawExchange.Body body);

  private static JsonObject object(String json) {
    try (var reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }
}
