package dev.spate.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.spate.http.Relay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// What tests of the browser, which are no Java, do to the world, by POST:
///
/// ```
/// /cut /hold /refuse /pass      the relay before the gateway of all tests, as it has these words
/// /scenes                       opens a scene; the body is its gateway's configuration, as JSON or
///                               YAML: {"scene":"/scenes/1","url":"http://…","relay":"http://…"}
/// /scenes/1/cut …               the scene's relay
/// /scenes/1/kill /stop /start   its gateway; start tells its new address, as above
/// /scenes/1/end
/// ```
///
/// What can't be done is answered by 400 and a sentence.
final class Stage implements AutoCloseable {
  private static final Pattern PATH = Pattern.compile("(/scenes/[0-9]+)?/([a-z]+)");
  private static final int MOST_SCENES = 8;
  private static final int MOST_BYTES = 1 << 20; // of a configuration

  private final Relay relay;
  private final Path folder;
  private final Map<String, Scene> scenes = new ConcurrentHashMap<>(); // by their paths
  private final AtomicInteger opened = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  /// @param relay that of all tests
  /// @param folder where configurations are kept
  Stage(Relay relay, Path folder) throws IOException {
    this.relay = relay;
    this.folder = Files.createDirectories(folder);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() throws IOException {
    server.stop(0);
    threads.shutdownNow();
    for (var scene : scenes.values()) scene.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      int status = 200;
      byte[] reply;
      try {
        var body = new String(exchange.getRequestBody().readNBytes(MOST_BYTES), UTF_8);
        reply = act(exchange.getRequestURI().getPath(), body).getBytes(UTF_8);
      } catch (IOException e) {
        status = 400;
        reply = String.valueOf(e.getMessage()).getBytes(UTF_8);
      } catch (InterruptedException e) {
        throw new IOException("the stage is closing", e);
      }
      exchange.sendResponseHeaders(status, reply.length == 0 ? -1 : reply.length);
      exchange.getResponseBody().write(reply);
    }
  }

  private String act(String path, String body) throws IOException, InterruptedException {
    if (path.equals("/scenes")) return open(body);
    var words = PATH.matcher(path);
    if (!words.matches()) throw new IOException("there is no " + path);
    var name = words.group(1);
    var verb = words.group(2);
    if (name == null) return act(relay, verb);
    var scene = scenes.get(name);
    if (scene == null) throw new IOException("there is no scene " + name);
    switch (verb) {
      case "kill" -> scene.kill();
      case "stop" -> scene.stop();
      case "start" -> scene.start();
      case "end" -> {
        scenes.remove(name);
        scene.close();
      }
      default -> act(scene.relay(), verb);
    }
    return told(name, scene);
  }

  private static String act(Relay relay, String verb) throws IOException {
    switch (verb) {
      case "cut" -> relay.cut();
      case "hold" -> relay.hold();
      case "refuse" -> relay.refuse();
      case "pass" -> relay.pass();
      default -> throw new IOException("nobody can " + verb);
    }
    return "";
  }

  private String open(String configuration) throws IOException {
    if (scenes.size() >= MOST_SCENES)
      throw new IOException("end a scene first, " + scenes.keySet());
    int number = opened.incrementAndGet();
    var name = "/scenes/" + number;
    var file = folder.resolve("scene-" + number + ".yaml");
    var scene = new Scene(Files.writeString(file, configuration));
    scenes.put(name, scene);
    return told(name, scene);
  }

  private static String told(String name, Scene scene) {
    return "{\"scene\":\"%s\",\"url\":\"http://localhost:%d\",\"relay\":\"http://localhost:%d\"}"
        .formatted(name, scene.port(), scene.relay().port());
  }
}
