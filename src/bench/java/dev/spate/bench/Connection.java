package dev.spate.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/// The client's side of one stream: asks for it, reads it, and tells the tally. Only the client's
/// thread uses it.
final class Connection implements Decoder.Sink {
  private final SocketChannel channel;
  private final SelectionKey key;
  private final int index;
  private final long due;
  private final Load.Ask ask;
  private final long period; // of its tokens
  private final ByteBuffer request;
  private final Tally tally;
  private final Decoder decoder = new Decoder(this);
  private final Sequence sequence = new Sequence();
  private long now; // when the bytes that are being decoded had been read
  private int eventsOfRead;
  private long latest; // arrival of the token before; 0: none yet
  private long first; // the first token's planned time
  private int owed; // so many tokens must have come
  private boolean isOver;

  /// Connects from now on.
  ///
  /// @param due when it was to be asked for, by [System#nanoTime]
  Connection(SocketChannel channel, Selector selector, Load load, int index, long due, Tally tally)
      throws IOException {
    this.channel = channel;
    this.index = index;
    this.due = due;
    this.ask = load.asks().apply(index);
    this.period = ask.plan().period();
    this.request = ByteBuffer.wrap(ask.request().getBytes(US_ASCII));
    this.tally = tally;
    this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    channel.connect(load.address());
  }

  boolean isOver() {
    return isOver;
  }

  /// It gets its food by [#sip], not when there is some.
  boolean sips() {
    return ask.appetite() != Appetite.HEALTHY;
  }

  /// The selector says that something can be done.
  void proceed(ByteBuffer buffer, byte[] bytes) {
    try {
      if (key.isConnectable()) channel.finishConnect();
      if (request.hasRemaining()) request();
      else if (key.isReadable()) read(buffer.clear(), bytes);
    } catch (IOException _) {
      cut();
    }
  }

  /// Takes as much as a reader without appetite does at once.
  void sip(ByteBuffer buffer, byte[] bytes) {
    if (isOver || request.hasRemaining() || ask.appetite().sip == 0) return;
    try {
      read(buffer.clear().limit(ask.appetite().sip), bytes);
    } catch (IOException _) {
      cut();
    }
  }

  /// Leaves, and counts what was missing.
  void close() {
    tally.sequence(sequence, owed);
    leave();
  }

  private void request() throws IOException {
    channel.write(request);
    if (request.hasRemaining()) key.interestOps(SelectionKey.OP_WRITE);
    else key.interestOps(sips() ? 0 : SelectionKey.OP_READ);
  }

  private void read(ByteBuffer buffer, byte[] bytes) throws IOException {
    int length = channel.read(buffer);
    now = System.nanoTime();
    if (length < 0) {
      cut();
      return;
    }
    buffer.flip().get(bytes, 0, length);
    eventsOfRead = 0;
    decoder.decode(bytes, length);
    tally.read(length, eventsOfRead);
  }

  private void cut() {
    tally.broken++;
    leave();
  }

  private void leave() {
    isOver = true;
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException(e); // nothing was left to be written
    }
  }

  @Override
  public void status(String line) {
    if (line.startsWith("HTTP/1.1 200")) return;
    tally.refused++;
    leave();
  }

  @Override
  public void event(long number, long planned) {
    boolean isStamped = number > 0;
    if (isOver || isStamped != ask.isStamped()) return;
    eventsOfRead++;
    if (isStamped) stamped(number, planned);
    if (latest == 0) tally.firstToken(now - due);
    else tally.gap(now - latest, period);
    latest = now;
    tally.token(index);
  }

  private void stamped(long number, long planned) {
    sequence.add(number);
    tally.delay(now - planned);
    long scheduled = (number - 1) * period;
    if (first == 0) first = planned - scheduled;
    if (period > 0) tally.lateness(now - first - scheduled);
  }

  @Override
  public void end() {
    owed = ask.tokens();
    tally.end(now - due);
    leave();
  }
}
