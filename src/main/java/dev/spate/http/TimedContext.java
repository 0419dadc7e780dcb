package dev.spate.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.common.task.InterruptableTask;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.spi.ServerConnection;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;

/// A connection as Helidon has it, but for what is read and written: that has deadlines. Made on
/// the connection's own thread, which lives as long as it does.
final class TimedContext implements ConnectionContext {
  private final ConnectionContext context;
  private final Thread thread = Thread.currentThread();
  private final Duration longestIdle;
  private final BooleanSupplier closing;
  private final Optional<Pump> pump;
  private final Gathered gathered;
  private final TimedWrites writes;
  private final TimedReads reads;
  private final DataReader reader;
  private final Deadline idle = new Deadline(); // after a reply that lasted
  private volatile long idleUntil = Deadline.NONE;

  /// @param closing whether no further request is wanted
  /// @param pump for replies that last, if they need no thread of their own
  TimedContext(
      ConnectionContext context,
      Deadlines.Limits limits,
      Gathered gathered,
      Problems problems,
      BooleanSupplier closing,
      Optional<Pump> pump) {
    this.context = context;
    this.longestIdle = limits.idle();
    this.closing = closing;
    this.pump = pump;
    this.gathered = gathered;
    this.writes = new TimedWrites(context.dataWriter(), gathered, limits.write());
    this.reads = new TimedReads(context.serverSocket(), writes, gathered, limits, problems);
    this.reader = DataReader.create(reads);
  }

  Optional<Pump> pump() {
    return pump;
  }

  /// To call before anything is read.
  void readBy(ServerConnection connection) {
    var http = (InterruptableTask<?>) connection;
    reads.by(reader, http::canInterrupt);
  }

  void lineCame(HttpPrologue line) {
    reads.lineCame(line);
  }

  void headCame(Headers headers) {
    reads.headCame(headers);
  }

  /// A reply is over that lasted, and from now on another request may come, for as long as a
  /// connection may be idle. False if none is wanted. The reply's driver calls it, once.
  boolean expectRequest() {
    idleUntil = Deadline.in(longestIdle);
    idle.begin(idleUntil);
    return !closing.getAsBoolean();
  }

  /// It has come: these are its first bytes.
  void unread(byte[] bytes) {
    idle.end(idleUntil);
    reads.unread(bytes);
  }

  /// If it has, gives back what it held.
  boolean hasEnded() {
    if (thread.isAlive()) return false;
    gathered.release();
    return true;
  }

  /// Any thread calls it, and it never blocks.
  void cutIfLate(long now) {
    if (reads.areLate(now)) Thread.startVirtualThread(this::refuse);
    if (writes.areLate(now) || idle.isMissedAt(now)) Thread.startVirtualThread(this::cut);
  }

  /// If it only waits for another request.
  void cutIfIdle() {
    long until = idleUntil;
    if (until != Deadline.NONE && idle.isMissedAt(until)) Thread.startVirtualThread(this::cut);
  }

  /// Says why, if that is where a reply is expected. The connection's own thread writes nothing any
  /// more.
  private void refuse() {
    try {
      if (writes.areOwed()) writes.write(BufferData.create(reads.refusal()));
    } catch (UncheckedIOException | CloseConnectionException _) {
      // gone, or not even that was taken
    }
    cut();
  }

  /// Wakes whoever reads or writes.
  private void cut() {
    try {
      context.serverSocket().close();
    } catch (UncheckedIOException _) {
      // closed already
    }
  }

  @Override
  public DataReader dataReader() {
    return reader;
  }

  @Override
  public DataWriter dataWriter() {
    return writes;
  }

  @Override
  public HelidonSocket serverSocket() {
    return context.serverSocket();
  }

  @Override
  public ListenerContext listenerContext() {
    return context.listenerContext();
  }

  @Override
  public ExecutorService executor() {
    return context.executor();
  }

  @Override
  public Router router() {
    return context.router();
  }

  @Override
  public Optional<ProxyProtocolData> proxyProtocolData() {
    return context.proxyProtocolData();
  }

  @Override
  public PeerInfo remotePeer() {
    return context.remotePeer();
  }

  @Override
  public PeerInfo localPeer() {
    return context.localPeer();
  }

  @Override
  public boolean isSecure() {
    return context.isSecure();
  }

  @Override
  public String socketId() {
    return context.socketId();
  }

  @Override
  public String childSocketId() {
    return context.childSocketId();
  }
}
