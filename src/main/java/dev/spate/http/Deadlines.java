package dev.spate.http;

import dev.spate.generation.Settings;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Cuts the connections of clients that take too long: over the head of a request, over its body,
/// or to take what they are sent. One thread looks at all connections every so often, so a read or
/// a write only notes when it must be over.
public final class Deadlines implements AutoCloseable {
  private static final Duration LONGEST_TICK = Duration.ofSeconds(1);

  private final Limits limits;
  private final Bodies bodies;
  private final Problems problems;
  private final Set<TimedContext> connections = ConcurrentHashMap.newKeySet();
  private final Thread watch;
  private volatile boolean closed;

  /// @param bodies has room for what comes in time
  /// @param problems tells clients who were too slow
  public Deadlines(Limits limits, Bodies bodies, Problems problems) {
    this.limits = limits;
    this.bodies = bodies;
    this.problems = problems;
    this.watch = Thread.ofPlatform().daemon().name("deadlines").start(this::watch);
  }

  /// How long a client may take.
  ///
  /// @param header for the first line of a request and its headers, from its first byte on
  /// @param body for the body after them
  /// @param write for the next 16 KiB of a reply
  /// @param idle for another request, once a reply is over that lasted
  public record Limits(Duration header, Duration body, Duration write, Duration idle) {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);

    /// What the configuration says under `server:`.
    public static Limits from(Settings server) {
      return new Limits(
          server.duration("header-deadline", Duration.ofSeconds(10), SHORTEST, LONGEST),
          server.duration("body-deadline", Duration.ofSeconds(60), SHORTEST, LONGEST),
          server.duration("write-deadline", Duration.ofSeconds(30), SHORTEST, LONGEST),
          server.duration("idle", Duration.ofSeconds(60), SHORTEST, LONGEST));
    }

    /// How often to look: each second, or ten times within the shortest.
    private Duration tick() {
      var shortest = Collections.min(List.of(header, body, write, idle));
      return Collections.min(List.of(shortest.dividedBy(10), LONGEST_TICK));
    }
  }

  /// HTTP/1.1 for a listener, with these deadlines on each of its connections.
  ///
  /// @param pump for replies that last, but not over TLS; else each has a thread of its own
  public ServerConnectionSelector http(Optional<Pump> pump) {
    return new TimedHttp(this, pump);
  }

  /// Its own thread calls it.
  TimedContext watch(ConnectionContext connection, Optional<Pump> pump) {
    var timed =
        new TimedContext(connection, limits, bodies.gathered(), problems, () -> closed, pump);
    connections.add(timed);
    return timed;
  }

  /// How many connections are watched; one that was closed is for a moment more.
  int watched() {
    return connections.size();
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(limits.tick());
        connections.removeIf(TimedContext::hasEnded);
        long now = Deadline.now();
        connections.forEach(connection -> connection.cutIfLate(now));
      }
    } catch (InterruptedException _) {
      // closed
    }
  }

  /// Cuts what only waits for another request, too.
  @Override
  public void close() {
    closed = true;
    watch.interrupt();
    connections.forEach(TimedContext::cutIfIdle);
  }
}
