package dev.spate.system;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spate.GatewayProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Makes the cache with which the packaged gateway starts in half the time (JEP 514): starts it,
/// asks what its users ask, and has it end, which is when the JVM writes what it has learnt. A
/// gateway without its cache is no worse, so a failure here is only said.
final class AotCache {
  private static final Path CACHE = Path.of("target/spate.aot");
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private AotCache() {}

  public static void main(String... arguments) throws Exception {
    var command =
        GatewayProcess.jar(
            "-XX:AOTCacheOutput=" + CACHE,
            "-Dserver.host=localhost",
            "-Dserver.port=0",
            "-Dserver.tls.certificate=",
            "-Dserver.tls.key=",
            "-Dserver.drain=0s");
    try (var gateway = GatewayProcess.start(command, LONGEST);
        var client = HttpClient.newHttpClient()) {
      use("http://localhost:" + gateway.port(), client);
      gateway.handle().destroy();
      gateway.exitCode();
      if (!Files.exists(CACHE)) throw new IOException("the JVM wrote none");
    } catch (IOException e) {
      System.out.println("There is no AOT cache: " + e.getMessage());
    }
  }

  private static void use(String site, HttpClient client) throws Exception {
    var streams = URI.create(site + "/v1/streams");
    var prompt = "{\"model\":\"echo\",\"prompt\":\"Why does it stream?\"}";
    var completion =
        "{\"model\":\"echo\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    for (var request :
        List.of(
            HttpRequest.newBuilder(URI.create(site + "/")),
            post(streams, prompt),
            post(streams, prompt).header("Accept", "application/x-ndjson"),
            HttpRequest.newBuilder(streams),
            HttpRequest.newBuilder(URI.create(site + "/v1/models")),
            post(URI.create(site + "/v1/chat/completions"), completion))) {
      client.send(request.build(), ofString(UTF_8));
    }
  }

  private static HttpRequest.Builder post(URI uri, String json) {
    return HttpRequest.newBuilder(uri)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json));
  }
}
