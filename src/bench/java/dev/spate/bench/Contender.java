package dev.spate.bench;

import java.io.IOException;
import java.util.List;

/// A server that takes part: how it is started, and how it is asked for a stream.
interface Contender {
  /// As the table has it.
  String name();

  /// Listens on 127.0.0.1 then, at `port`. The plan is for those that can't be asked for one.
  List<String> command(int port, Plan plan) throws IOException;

  String request(Plan plan);

  /// Whether its tokens say their number and planned time.
  default boolean isStamped() {
    return true;
  }

  /// Whether it runs in [Watched].
  default boolean isWatched() {
    return false;
  }

  /// A healthy reader's stream, which ends when the reader leaves.
  default Load.Ask ask(Plan plan) {
    return new Load.Ask(request(plan), plan, 0, isStamped(), Appetite.HEALTHY);
  }

  static String get(String path, String... headers) {
    return bytes("GET " + path, "", headers);
  }

  static String post(String path, String json, String... headers) {
    return bytes("POST " + path, json, headers);
  }

  private static String bytes(String start, String body, String... headers) {
    var lines = new StringBuilder(start).append(" HTTP/1.1\r\nHost: localhost\r\n");
    lines.append("Accept: text/event-stream\r\n");
    for (var header : headers) lines.append(header).append("\r\n");
    if (!body.isEmpty()) {
      lines.append("Content-Type: application/json\r\nContent-Length: ");
      lines.append(body.length()).append("\r\n"); // it is ASCII
    }
    return lines.append("\r\n").append(body).toString();
  }
}
