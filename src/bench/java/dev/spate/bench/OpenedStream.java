package dev.spate.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Pattern;

/// A stream of Spate's that is there before its readers.
///
/// @param id as its server has it
record OpenedStream(String id, Plan plan) {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)");

  /// @param lifetime how long it waits for readers: `detached`, `10s`
  static OpenedStream open(Server server, Plan plan, String lifetime)
      throws IOException, InterruptedException {
    var prompt = "{\"model\":\"bench\",\"prompt\":\"" + plan + "\"}";
    var request =
        request(server, "")
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .header("Spate-Lifetime", lifetime)
            .POST(BodyPublishers.ofString(prompt));
    var id = ID.matcher(send(request));
    if (!id.find()) throw new IOException("a stream without an id");
    return new OpenedStream(id.group(1), plan);
  }

  /// Returns when it has ended.
  void await(Server server) throws IOException, InterruptedException {
    send(request(server, "/" + id).header("Accept", "text/event-stream"));
  }

  /// All of its tokens, for one reader more.
  Load.Ask ask() {
    var request = Contender.get("/v1/streams/" + id, "Last-Event-ID: " + id + "-1");
    return new Load.Ask(request, plan, 0, true, Appetite.HEALTHY);
  }

  private static HttpRequest.Builder request(Server server, String path) {
    var uri = URI.create("http://127.0.0.1:" + server.port() + "/v1/streams" + path);
    return HttpRequest.newBuilder(uri).timeout(LONGEST);
  }

  private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var response = http.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() < 300) return response.body();
      throw new IOException(response.statusCode() + ": " + response.body());
    }
  }
}
