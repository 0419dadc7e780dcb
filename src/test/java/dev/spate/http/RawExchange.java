package dev.spate.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// One HTTP/1.1 request over a socket of its own, and what came back, byte by byte: also when the
/// connection breaks in the middle.
public final class RawExchange implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private int status;
  private long bytes;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /// Sends `request`, which may leave out `Host`, and reads the head of the reply. Line feeds in
  /// the head become CR LF.
  ///
  /// @throws IOException if the connection broke before the head was whole
  public RawExchange(int port, String request) throws IOException {
    this(port, request.substring(0, request.indexOf("\n\n")), body(request));
  }

  /// The same with a body of any bytes; `head` has no blank line.
  RawExchange(int port, String head, byte[] body) throws IOException {
    this(connected(port));
    socket.getOutputStream().write(bytes(head, body, port));
    readHead();
  }

  /// Sends `request` over a socket of the test's own, and reads the head of the reply.
  static RawExchange over(Socket socket, String request) throws IOException {
    var exchange = new RawExchange(socket);
    exchange.next(request);
    return exchange;
  }

  /// Of a socket on which the test itself has asked.
  static RawExchange answered(Socket socket) throws IOException {
    var exchange = new RawExchange(socket);
    exchange.readHead();
    return exchange;
  }

  private RawExchange(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /// Sends a body that may be malformed, and nothing after it.
  static RawExchange halfClosed(int port, String head, String body) throws IOException {
    var exchange = unanswered(port, head, body);
    exchange.socket.shutdownOutput();
    exchange.readHead();
    return exchange;
  }

  /// Sends as much of a request, and does not wait for a reply.
  public static RawExchange unanswered(int port, String head, String body) throws IOException {
    var exchange = new RawExchange(connected(port));
    var lines = head + "\nHost: 127.0.0.1:" + port + "\n\n";
    exchange.socket.getOutputStream().write((lines.replace("\n", "\r\n") + body).getBytes(UTF_8));
    return exchange;
  }

  /// A connection on which nothing was sent yet.
  static Socket connected(int port) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(30_000);
    return socket;
  }

  /// Sends any bytes, which need not all be taken, and reads the head of the reply.
  static RawExchange raw(int port, byte[] request) throws IOException {
    var exchange = new RawExchange(connected(port));
    try {
      exchange.socket.getOutputStream().write(request);
    } catch (SocketException _) {
      // refused, but perhaps with a reply
    }
    exchange.readHead();
    return exchange;
  }

  /// Sends the next request on the same connection, after the body of the last reply was read.
  void next(String request) throws IOException {
    int blank = request.indexOf("\n\n");
    socket
        .getOutputStream()
        .write(bytes(request.substring(0, blank), body(request), socket.getPort()));
    headers.clear();
    readHead();
  }

  /// Reads the head of the reply to a request that was [#unanswered].
  public void readHead() throws IOException {
    status = Integer.parseInt(line().substring("HTTP/1.1 ".length()).substring(0, 3));
    for (var line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon), line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
    }
  }

  public static RawExchange get(int port, String path, String... headers) throws IOException {
    return new RawExchange(port, "GET " + path + " HTTP/1.1\n" + lines(headers) + "\n");
  }

  public static RawExchange post(int port, String path, String body, String... headers)
      throws IOException {
    return new RawExchange(port, "POST " + path + " HTTP/1.1\n" + lines(headers) + "\n" + body);
  }

  public int status() {
    return status;
  }

  Map<String, String> headers() {
    return Map.copyOf(headers);
  }

  /// Empty if there is none.
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /// What was received of the body when it ended, in whichever way.
  public record Body(String text, boolean whole) {}

  public Body body() throws IOException {
    var received = new ByteArrayOutputStream();
    boolean whole;
    try {
      whole = header("Transfer-Encoding").equals("chunked") ? chunks(received) : counted(received);
    } catch (IOException e) { // reset, or ended in the middle
      whole = false;
    }
    return new Body(received.toString(UTF_8), whole);
  }

  /// How many bytes came, of head and body.
  public long bytes() {
    return bytes;
  }

  /// Reads until `text` has come, in one chunk or over several.
  public void await(String text) throws IOException {
    var received = new ByteArrayOutputStream();
    while (!received.toString(UTF_8).contains(text)) {
      if (!chunk(received)) throw new IOException("ended before '" + text + "': " + received);
    }
  }

  /// The first chunk of the body: what the server wrote at once.
  public String firstChunk() throws IOException {
    var received = new ByteArrayOutputStream();
    chunk(received);
    return received.toString(UTF_8);
  }

  /// Resets the connection, as a killed client's system does.
  public void kill() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  public Socket socket() {
    return socket;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private boolean chunks(ByteArrayOutputStream received) throws IOException {
    while (chunk(received)) {}
    return true;
  }

  /// False for the last chunk.
  private boolean chunk(ByteArrayOutputStream received) throws IOException {
    int size = Integer.parseInt(line(), 16);
    for (int i = 0; i < size; i++) received.write(octet());
    line();
    return size > 0;
  }

  private boolean counted(ByteArrayOutputStream received) throws IOException {
    int length =
        header("Content-Length").isEmpty() ? 0 : Integer.parseInt(header("Content-Length"));
    for (int i = 0; i < length; i++) received.write(octet());
    return true;
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int octet = octet(); octet != '\n'; octet = octet()) line.write(octet);
    return line.toString(ISO_8859_1).stripTrailing();
  }

  private int octet() throws IOException {
    int octet = in.read();
    bytes++;
    if (octet < 0) throw new IOException("the connection ended");
    return octet;
  }

  private static byte[] body(String request) {
    return request.substring(request.indexOf("\n\n") + 2).getBytes(UTF_8);
  }

  private static byte[] bytes(String head, byte[] body, int port) {
    var lines = new StringBuilder(head).append('\n');
    var lower = head.toLowerCase(Locale.ROOT);
    if (!lower.contains("\nhost:")) lines.append("Host: 127.0.0.1:").append(port).append('\n');
    if (body.length > 0 && !lower.contains("\ntransfer-encoding:")) {
      lines.append("Content-Length: ").append(body.length).append('\n');
    }
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(lines.append('\n').toString().replace("\n", "\r\n").getBytes(UTF_8));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }

  private static String lines(String... headers) {
    return headers.length == 0 ? "" : String.join("\n", headers) + "\n";
  }
}
