package dev.spate.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntToLongFunction;

/// A relay in front of the gateway, which is what a network can be: it cuts connections, after so
/// many bytes of reply or all that are open when it is told to, falls silent, refuses.
public final class Relay implements AutoCloseable {
  /// What it does with whatever comes.
  private enum Mode {
    PASS,
    HOLD,
    REFUSE
  }

  private final ServerSocket listener;
  private final IntToLongFunction limits;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile int target;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Mode mode = Mode.PASS; // guarded by lock

  /// Cuts only when told to.
  public static Relay to(int port) throws IOException {
    return new Relay(port, _ -> Long.MAX_VALUE);
  }

  /// @param limits says for each connection how many bytes of reply it lets through, when so many
  ///   were cut before
  public Relay(int target, IntToLongFunction limits) throws IOException {
    this.listener = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    this.target = target;
    this.limits = limits;
    Thread.startVirtualThread(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /// Where connections lead that come from now on.
  public void leadTo(int port) {
    target = port;
  }

  /// How many connections were cut.
  public int cuts() {
    return cuts.get();
  }

  /// Cuts every connection that is open now, abruptly.
  public void cut() {
    open.forEach(this::cut);
  }

  /// Falls silent: connections stay open, new ones are taken, and no byte passes either way, nor
  /// does the news that a side has gone.
  public void hold() {
    change(Mode.HOLD);
  }

  /// Cuts every connection that is open, and resets each that comes, at once.
  public void refuse() {
    change(Mode.REFUSE);
    cut();
  }

  /// Lets all through that comes from now on. What was held is cut: nothing of it ever arrives.
  public void pass() {
    if (mode() == Mode.HOLD) cut();
    change(Mode.PASS);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
    change(Mode.REFUSE);
  }

  private void accept() {
    try {
      while (true) {
        var client = listener.accept();
        open.add(client); // before the mode is asked for: who changes it then cuts this one
        Thread.startVirtualThread(() -> relay(client, limits.applyAsLong(cuts.get())));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void relay(Socket client, long limit) {
    awaitPassage();
    if (mode() == Mode.REFUSE) reset(client);
    if (!client.isClosed()) connect(client, limit);
    open.remove(client);
  }

  private void connect(Socket client, long limit) {
    try (var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      Thread.startVirtualThread(() -> requests(client, server));
      if (!copy(server, client, limit)) cut(client);
      client.close();
      server.setSoLinger(true, 0);
    } catch (IOException _) { // either side has gone
      awaitPassage();
      reset(client);
    }
  }

  private void requests(Socket client, Socket server) {
    try {
      copy(client, server, Long.MAX_VALUE);
    } catch (IOException _) { // either side has gone
      awaitPassage();
    }
    close(server);
  }

  /// False if more than `limit` bytes were there to copy.
  private boolean copy(Socket from, Socket to, long limit) throws IOException {
    var in = from.getInputStream();
    var out = to.getOutputStream();
    var buffer = new byte[8_192];
    long rest = limit;
    while (true) {
      int count = in.read(buffer);
      awaitPassage();
      if (from.isClosed()) throw new SocketException("cut while it was held");
      if (count < 0) return true;
      out.write(buffer, 0, (int) Math.min(count, rest));
      if (count > rest) return false;
      rest -= count;
    }
  }

  /// Returns when it doesn't hold, or does no longer.
  private void awaitPassage() {
    lock.lock();
    try {
      while (mode == Mode.HOLD) changed.awaitUninterruptibly();
    } finally {
      lock.unlock();
    }
  }

  private Mode mode() {
    lock.lock();
    try {
      return mode;
    } finally {
      lock.unlock();
    }
  }

  private void change(Mode next) {
    lock.lock();
    try {
      mode = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// With a reset, so that no clean end is seen.
  private void cut(Socket client) {
    if (!open.remove(client)) return;
    cuts.incrementAndGet();
    reset(client);
  }

  private static void reset(Socket client) {
    try {
      client.setSoLinger(true, 0);
    } catch (SocketException _) {
      // gone already
    }
    close(client);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // gone already
    }
  }
}
