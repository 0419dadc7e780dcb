package dev.spate.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Comparator.comparingLong;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.PriorityQueue;
import java.util.Queue;

/// `floor.c` again, for a machine without a C compiler.
final class NioFloor {
  private static final int BACKLOG = 4096;
  private static final String HEAD =
      """
      HTTP/1.1 200 OK\r
      Content-Type: text/event-stream\r
      Cache-Control: no-cache\r
      Transfer-Encoding: chunked\r
      \r
      """;

  private final long period;
  private final Selector selector;
  private final Queue<Stream> queue = new PriorityQueue<>(comparingLong(each -> each.due));
  private final ByteBuffer request = ByteBuffer.allocate(4096);

  private NioFloor(long period, Selector selector) {
    this.period = period;
    this.selector = selector;
  }

  private enum Form {
    EVENT("data: {\"text\":\"", "\"}\n\n"),
    CHUNK(
        "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
            + "\"model\":\"bench\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"",
        "\"},\"finish_reason\":null}]}\n\n");

    final String before;
    final String after;

    Form(String before, String after) {
      this.before = before;
      this.after = after;
    }
  }

  /// `arguments` are the port and the period in nanoseconds.
  public static void main(String... arguments) throws IOException {
    var address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
    try (var selector = Selector.open();
        var listener = ServerSocketChannel.open().bind(address, BACKLOG)) {
      listener.configureBlocking(false);
      listener.register(selector, SelectionKey.OP_ACCEPT, listener);
      var floor = new NioFloor(Long.parseLong(arguments[1]), selector);
      while (true) floor.turn();
    }
  }

  private void turn() throws IOException {
    var next = queue.peek();
    long wait = next == null ? 1_000 : (next.due - System.nanoTime()) / 1_000_000;
    if (wait > 0) selector.select(this::proceed, wait);
    else selector.selectNow(this::proceed);
    long now = System.nanoTime();
    for (next = queue.peek(); next != null && next.due <= now; next = queue.peek()) {
      queue.remove();
      next.say();
    }
  }

  private void proceed(SelectionKey key) {
    try {
      switch (key.attachment()) {
        case ServerSocketChannel listener -> accept(listener);
        case Stream stream when key.isWritable() -> stream.flush();
        case Stream stream -> stream.read();
        default -> throw new IllegalStateException();
      }
    } catch (IOException _) {
      if (key.attachment() instanceof Stream stream) stream.leave();
    }
  }

  private void accept(ServerSocketChannel listener) throws IOException {
    for (var channel = listener.accept(); channel != null; channel = listener.accept()) {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      var _ = new Stream(channel);
    }
  }

  /// One client's.
  private final class Stream {
    private final SocketChannel channel;
    private final SelectionKey key;
    private ByteBuffer rest = ByteBuffer.wrap(HEAD.getBytes(US_ASCII));
    private Form form = Form.EVENT;
    private int newLines; // in a row: four end the request's head
    private long number;
    private long due;

    Stream(SocketChannel channel) throws IOException {
      this.channel = channel;
      this.key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    void read() throws IOException {
      if (channel.read(request.clear()) < 0) {
        leave();
        return;
      }
      request.flip();
      if (newLines == 0 && request.hasRemaining() && request.get(0) == 'P') form = Form.CHUNK;
      if (newLines == 4) return; // the body
      while (request.hasRemaining() && newLines < 4) {
        newLines = "\r\n".indexOf(request.get()) >= 0 ? newLines + 1 : 0;
      }
      if (newLines < 4) return;
      due = System.nanoTime();
      channel.write(rest);
      say();
    }

    void say() {
      if (!key.isValid()) return;
      if (period == 0) due = System.nanoTime();
      var stamp = Stamp.text(++number, form == Form.EVENT ? due : System.nanoTime());
      var text = form.before + stamp + form.after;
      due += period;
      rest =
          ByteBuffer.wrap(
              (Integer.toHexString(text.length()) + "\r\n" + text + "\r\n").getBytes(US_ASCII));
      try {
        flush();
      } catch (IOException _) {
        leave();
      }
    }

    void flush() throws IOException {
      channel.write(rest);
      key.interestOps(
          rest.hasRemaining()
              ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
              : SelectionKey.OP_READ);
      if (!rest.hasRemaining()) queue.add(this);
    }

    void leave() {
      try {
        channel.close();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
