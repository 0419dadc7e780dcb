package dev.spate.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.stream.Collectors.toMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.spate.openai.ScriptedUpstream.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An upstream's journal for tests that are no Java, by GET:
///
/// ```
/// /asked?content=Hi           the number of the request with this prompt, for which it waits
/// /hung-up?request=0&ms=1000  whether its caller hangs up within so many milliseconds
/// ```
final class JournalPage implements AutoCloseable {
  private final ScriptedUpstream upstream;
  private final List<Request> requests = new ArrayList<>(); // guarded by itself
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  JournalPage(ScriptedUpstream upstream) throws IOException {
    this.upstream = upstream;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var query = query(exchange.getRequestURI());
      var reply = read(exchange.getRequestURI().getPath(), query).getBytes(UTF_8);
      exchange.sendResponseHeaders(200, reply.length);
      exchange.getResponseBody().write(reply);
    } catch (InterruptedException e) {
      throw new IOException("the journal is closed", e);
    }
  }

  private String read(String path, Map<String, String> query) throws InterruptedException {
    return switch (path) {
      case "/asked" -> String.valueOf(asked(query.getOrDefault("content", "")));
      case "/hung-up" -> {
        int request = Integer.parseInt(query.getOrDefault("request", ""));
        long wait = Long.parseLong(query.getOrDefault("ms", ""));
        yield String.valueOf(at(request).hungUp().await(wait, MILLISECONDS));
      }
      default -> throw new IllegalArgumentException("there is no " + path);
    };
  }

  private int asked(String content) throws InterruptedException {
    synchronized (requests) {
      for (int i = 0; ; i++) {
        if (i == requests.size()) requests.add(upstream.asked());
        if (requests.get(i).body().contains("\"" + content + "\"")) return i;
      }
    }
  }

  private Request at(int number) {
    synchronized (requests) {
      return requests.get(number);
    }
  }

  private static Map<String, String> query(URI uri) {
    return Arrays.stream(uri.getQuery().split("&"))
        .map(parameter -> parameter.split("=", 2))
        .collect(toMap(parameter -> parameter[0], parameter -> parameter[1]));
  }
}
