package dev.spate.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.joining;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// An upstream that does byte by byte what a test says, over sockets of its own, and keeps a
/// journal of what it was asked and of when it saw a caller hang up.
///
/// Each request is answered by the next of its replies; the last of them stays for all that follow.
public final class ScriptedUpstream implements AutoCloseable {
  private final ServerSocket listener;
  private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
  private final BlockingQueue<Request> journal = new LinkedBlockingQueue<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  ScriptedUpstream(Reply... replies) {
    this(listener(), replies);
  }

  /// Over a listener of the test's own, for TLS say.
  ScriptedUpstream(ServerSocket listener, Reply... replies) {
    this.listener = listener;
    this.replies.addAll(List.of(replies));
    Thread.startVirtualThread(this::accept);
  }

  /// What it does once a request has come.
  @FunctionalInterface
  interface Reply {
    void play(Wire wire) throws IOException, InterruptedException;
  }

  /// A request as it came.
  ///
  /// @param atNanos when, as [System#nanoTime] has it
  /// @param headers their names in lower case
  /// @param hungUp counted down when its caller has closed the connection
  record Request(
      long atNanos,
      String line,
      Map<String, String> headers,
      String body,
      CountDownLatch hungUp,
      int connection) {

    /// How long after `earlier` it came.
    Duration since(Request earlier) {
      return Duration.ofNanos(atNanos - earlier.atNanos);
    }

    /// Whether its caller hangs up within a second from now.
    boolean isHungUp() throws InterruptedException {
      return hungUp.await(1, SECONDS);
    }
  }

  /// A connection on which a reply is played.
  record Wire(Request request, OutputStream out, Socket socket) {
    Wire write(String bytes) throws IOException {
      return write(bytes.getBytes(UTF_8));
    }

    Wire write(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
      return this;
    }

    /// The head of a reply, with its body still to come until the connection is closed.
    Wire head(int status, String... headers) throws IOException {
      var all = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
      return write("HTTP/1.1 " + status + " Scripted\r\n" + all + "\r\n");
    }

    /// Each so many of `bytes` as an HTTP chunk and a segment of its own.
    Wire chunks(byte[] bytes, int size) throws IOException {
      for (int from = 0; from < bytes.length; from += size) {
        var chunk = Arrays.copyOfRange(bytes, from, Math.min(from + size, bytes.length));
        write(concat((Integer.toHexString(chunk.length) + "\r\n").getBytes(UTF_8), chunk));
        write("\r\n");
      }
      return this;
    }

    Wire chunk(String text) throws IOException {
      var bytes = text.getBytes(UTF_8);
      return chunks(bytes, bytes.length);
    }

    /// The end, in the middle or not.
    void close() throws IOException {
      socket.close();
    }

    /// As a killed server's system does.
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /// Until the caller has gone.
    void hang() throws InterruptedException {
      request.hungUp().await();
    }

    private static byte[] concat(byte[] one, byte[] other) {
      var both = Arrays.copyOf(one, one.length + other.length);
      System.arraycopy(other, 0, both, one.length, other.length);
      return both;
    }
  }

  /// Answers by events, so many bytes at once.
  static Reply events(byte[] body, int size) {
    return wire ->
        wire.head(200, "Content-Type: text/event-stream", "Transfer-Encoding: chunked")
            .chunks(body, size)
            .write("0\r\n\r\n");
  }

  static Reply events(String body) {
    return events(body.getBytes(UTF_8), 1_000);
  }

  /// Answers those texts, each an event of its own.
  static Reply says(String... texts) {
    var deltas =
        Arrays.stream(texts)
            .map(text ->
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}]}\n\n"
                    .formatted(text))
            .collect(joining());
    return events(
        """
        data: {"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}

        %sdata: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

        data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":%d,"total_tokens":%d}}

        data: [DONE]

        """
            .formatted(deltas, texts.length, 3 + texts.length));
  }

  /// Answers `text`, and no more.
  static Reply saysForEver(String text) {
    return wire ->
        wire.head(200, "Content-Type: text/event-stream", "Transfer-Encoding: chunked")
            .chunk(
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}\n\n")
            .hang();
  }

  /// Lists one model, and answers for it.
  public static ScriptedUpstream ofModel(String name) {
    return new ScriptedUpstream(wire -> {
      var list = "{\"object\":\"list\",\"data\":[{\"id\":\"" + name + "\"}]}";
      if (wire.request().line().startsWith("GET ")) body(200, list).play(wire);
      else says("Because it streams.").play(wire);
    });
  }

  static Reply body(int status, String body, String... headers) {
    var all = Arrays.copyOf(headers, headers.length + 1);
    all[headers.length] = "Content-Length: " + body.getBytes(UTF_8).length;
    return wire -> wire.head(status, all).write(body);
  }

  public int port() {
    return listener.getLocalPort();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + port() + "/v1";
  }

  /// The next request that came, for which it waits.
  Request asked() throws InterruptedException {
    return Objects.requireNonNull(journal.poll(30, SECONDS), "it was not asked");
  }

  /// How many requests came that nobody looked at.
  int asks() {
    return journal.size();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (var socket : sockets) socket.close();
  }

  private static ServerSocket listener() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        var socket = listener.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        int number = connections.incrementAndGet();
        Thread.startVirtualThread(() -> serve(socket, number));
      }
    } catch (IOException _) {
      // closed
    }
  }

  /// Reads on while it replies, so that it sees the caller hang up.
  private void serve(Socket socket, int number) {
    try (socket) {
      var in = new BufferedInputStream(socket.getInputStream());
      while (true) {
        var hungUp = new CountDownLatch(1);
        var request = read(in, hungUp, number);
        journal.add(request);
        var reply = replies.size() > 1 ? replies.remove() : replies.element();
        var player = Thread.startVirtualThread(() -> play(reply, request, socket));
        in.mark(1);
        boolean ended = isEnd(in);
        if (ended) hungUp.countDown();
        player.join();
        if (ended) return;
        in.reset();
      }
    } catch (IOException | InterruptedException _) {
      // the caller has gone
    }
  }

  private static boolean isEnd(InputStream in) {
    try {
      return in.read() < 0;
    } catch (IOException _) {
      return true;
    }
  }

  private static void play(Reply reply, Request request, Socket socket) {
    try {
      reply.play(new Wire(request, socket.getOutputStream(), socket));
    } catch (IOException | InterruptedException _) {
      // the caller has gone
    }
  }

  private static Request read(InputStream in, CountDownLatch hungUp, int connection)
      throws IOException {
    var line = line(in);
    long atNanos = System.nanoTime();
    var headers = new TreeMap<String, String>();
    for (var header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    var body = new String(in.readNBytes(length), UTF_8);
    return new Request(atNanos, line, Map.copyOf(headers), body, hungUp, connection);
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) throw new IOException("the caller has gone");
      line.write(octet);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }
}
