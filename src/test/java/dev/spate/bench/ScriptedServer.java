package dev.spate.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/// A server whose behaviour is known, since it does what it is told, to each client alike: what the
/// load client says of it must be just that.
final class ScriptedServer implements AutoCloseable {
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final ServerSocket socket;
  private final List<Act> script;

  private ScriptedServer(ServerSocket socket, List<Act> script) {
    this.socket = socket;
    this.script = script;
  }

  /// What it does next.
  sealed interface Act {
    /// Writes these tokens at once, each planned for a time that is so long ago.
    record Say(Duration late, List<Integer> numbers) implements Act {}

    /// Says nothing for so long.
    record Pause(Duration length) implements Act {}

    /// Ends the reply cleanly.
    record End() implements Act {}

    /// Closes the connection.
    record Cut() implements Act {}
  }

  static Act say(Integer... numbers) {
    return new Act.Say(Duration.ZERO, List.of(numbers));
  }

  static ScriptedServer start(Act... script) throws IOException {
    var socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    var server = new ScriptedServer(socket, List.of(script));
    Thread.startVirtualThread(server::accept);
    return server;
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        var client = socket.accept();
        Thread.startVirtualThread(() -> serve(client));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      readHead(client.getInputStream());
      client.getOutputStream().write(HEAD.getBytes(US_ASCII));
      for (var act : script) play(act, client);
    } catch (IOException | InterruptedException _) {
      // it has left
    }
  }

  private static void readHead(InputStream in) throws IOException {
    int newLines = 0; // in a row
    for (int b = in.read(); b >= 0; b = in.read()) {
      newLines = b == '\r' || b == '\n' ? newLines + 1 : 0;
      if (newLines == 4) return;
    }
    throw new EOFException();
  }

  private static void play(Act act, Socket client) throws IOException, InterruptedException {
    switch (act) {
      case Act.Say(var late, var numbers) -> {
        var chunks = new StringBuilder();
        for (int number : numbers) chunks.append(chunk(number, System.nanoTime() - late.toNanos()));
        client.getOutputStream().write(chunks.toString().getBytes(US_ASCII));
      }
      case Act.Pause(var length) -> NANOSECONDS.sleep(length.toNanos());
      case Act.End _ -> client.getOutputStream().write("0\r\n\r\n".getBytes(US_ASCII));
      case Act.Cut _ -> client.close();
    }
  }

  private static String chunk(int number, long planned) {
    var event = "data: {\"text\":\"" + Stamp.text(number, planned) + "\"}\n\n";
    return Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
