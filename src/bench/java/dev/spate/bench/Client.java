package dev.spate.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/// Puts a load on a server and tells the truth about it: one thread, which never waits for a single
/// stream, and asks for each when it is due, however late the others are.
final class Client {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int SMALL_WINDOW_BYTES = 4 * 1024; // of those who sip
  private static final int SOURCES = 16; // addresses, 127.0.0.2 and on: each has its own ports
  private static final long SIP_EVERY = 100_000_000;
  private static final long CLOSE_TO_DUE = 1_200_000; // a selector wakes up a millisecond late
  private static final long LONGEST_SLEEP_MILLIS = 20;

  private final Load load;
  private final Meter meter;
  private final Tally tally;
  private final Tally ill; // what those without appetite have seen, which is no server's fault
  private final List<Connection> connections = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final byte[] bytes = new byte[BUFFER_BYTES];
  private long start;
  private long nextSip;

  /// Looks at the server, on the client's thread, when what is counted begins and when it ends.
  interface Meter {
    Meter NONE =
        new Meter() {
          @Override
          public void open() {}

          @Override
          public void close() {}
        };

    void open() throws IOException, InterruptedException;

    void close() throws IOException, InterruptedException;
  }

  private Client(Load load, Meter meter) {
    this.load = load;
    this.meter = meter;
    this.tally = new Tally(load.streams());
    this.ill = new Tally(load.streams());
  }

  /// Returns when the load's time is over, or all streams are; leaves those that go on.
  static Tally run(Load load, Meter meter) throws IOException, InterruptedException {
    var client = new Client(load, meter);
    try (var selector = Selector.open()) {
      client.run(selector);
    } finally {
      client.connections.forEach(Connection::close);
    }
    return client.tally;
  }

  static Tally run(Load load) throws IOException, InterruptedException {
    return run(load, Meter.NONE);
  }

  private void run(Selector selector) throws IOException, InterruptedException {
    start = System.nanoTime();
    drive(selector, load.opens().toNanos());
    meter.open();
    selector.selectNow(
        this::proceed); // what came while the meter was read is not late by the server
    tally.open();
    long opened = System.nanoTime();
    long ran = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    drive(selector, load.closes().toNanos());
    tally.close();
    ran = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - ran;
    tally.busy = (double) ran / (System.nanoTime() - opened);
    meter.close();
  }

  private void drive(Selector selector, long until) throws IOException {
    for (long now = age(); now < until && !isOver(); now = age()) {
      while (hasNext() && load.due(connections.size()) <= now) connect(selector);
      sip(now);
      long next = hasNext() ? Math.min(until, load.due(connections.size())) : until;
      long left = next - age();
      if (left < CLOSE_TO_DUE) selector.selectNow(this::proceed);
      else selector.select(this::proceed, Math.min(left / 1_000_000, LONGEST_SLEEP_MILLIS));
    }
  }

  private void proceed(SelectionKey key) {
    if (key.isValid() && key.attachment() instanceof Connection connection) {
      connection.proceed(buffer, bytes);
    }
  }

  private void connect(Selector selector) throws IOException {
    int index = connections.size();
    var channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    boolean isHealthy = load.asks().apply(index).appetite() == Appetite.HEALTHY;
    if (!isHealthy) channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_WINDOW_BYTES);
    channel.bind(source(index));
    long due = start + load.due(index);
    connections.add(new Connection(channel, selector, load, index, due, isHealthy ? tally : ill));
  }

  private void sip(long now) {
    if (now < nextSip) return;
    nextSip = now + SIP_EVERY;
    for (var connection : connections) {
      if (connection.sips()) connection.sip(buffer, bytes);
    }
  }

  private boolean hasNext() {
    return connections.size() < load.streams();
  }

  private boolean isOver() {
    return !hasNext() && connections.stream().allMatch(Connection::isOver);
  }

  private long age() {
    return System.nanoTime() - start;
  }

  private static InetSocketAddress source(int index) throws IOException {
    byte last = (byte) (2 + index % SOURCES);
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, last}), 0);
  }
}
