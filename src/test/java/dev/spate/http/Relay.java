package dev.spate.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToLongFunction;

/// A relay in front of the gateway that cuts connections: after so many bytes of reply, or all that
/// are open when it is told to.
public final class Relay implements AutoCloseable {
  private final ServerSocket listener;
  private final int target;
  private final IntToLongFunction limits;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger cuts = new AtomicInteger();

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

  /// How many connections were cut.
  public int cuts() {
    return cuts.get();
  }

  /// Cuts every connection that is open now, abruptly.
  public void cut() {
    open.forEach(this::cut);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }

  private void accept() {
    try {
      while (true) {
        var client = listener.accept();
        Thread.startVirtualThread(() -> relay(client, limits.applyAsLong(cuts.get())));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void relay(Socket client, long limit) {
    open.add(client);
    try (var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      Thread.startVirtualThread(() -> requests(client, server));
      if (!copy(server.getInputStream(), client.getOutputStream(), limit)) cut(client);
      client.close();
      server.setSoLinger(true, 0);
    } catch (IOException _) {
      reset(client); // either side has gone
    } finally {
      open.remove(client);
    }
  }

  private void requests(Socket client, Socket server) {
    try (server) {
      copy(client.getInputStream(), server.getOutputStream(), Long.MAX_VALUE);
    } catch (IOException _) {
      // either side has gone
    }
  }

  /// False if more than `limit` bytes were there to copy.
  private static boolean copy(InputStream in, OutputStream out, long limit) throws IOException {
    var buffer = new byte[8_192];
    long rest = limit;
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      out.write(buffer, 0, (int) Math.min(count, rest));
      if (count > rest) return false;
      rest -= count;
    }
    return true;
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
      client.close();
    } catch (IOException _) {
      // gone already
    }
  }
}
