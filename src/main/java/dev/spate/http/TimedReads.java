package dev.spate.http;

import static dev.spate.http.ProblemType.BODY_TOO_SLOW;
import static dev.spate.http.ProblemType.HEADER_TOO_SLOW;

import dev.spate.generation.Units;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a client sends. A request's head has a deadline, counted from its first byte, for the first
/// request from when the client connected; its body has another, counted from the end of the head;
/// between requests there is none. Only the connection's own thread reads.
final class TimedReads implements Supplier<byte @Nullable []> {
  private final HelidonSocket socket;
  private final TimedWrites writes;
  private final Gathered gathered;
  private final Deadlines.Limits limits;
  private final Problems problems;
  private final Deadline deadline = new Deadline();

  private IntSupplier unused = () -> 0;
  private BooleanSupplier betweenRequests = () -> true;
  private String path = ""; // of the request, once its first line is there
  private Header requestId = RequestIds.fresh(); // until its headers are there
  private boolean inHead = true;
  private long due; // of the head or the body, whichever is read
  private byte @Nullable [] unread;

  TimedReads(
      HelidonSocket socket,
      TimedWrites writes,
      Gathered gathered,
      Deadlines.Limits limits,
      Problems problems) {
    this.socket = socket;
    this.writes = writes;
    this.gathered = gathered;
    this.limits = limits;
    this.problems = problems;
    this.due = Deadline.in(limits.header());
  }

  /// @param reader has what was read and not yet used
  /// @param betweenRequests whether a request is expected, or its first line has begun
  void by(DataReader reader, BooleanSupplier betweenRequests) {
    this.unused = reader::available;
    this.betweenRequests = betweenRequests;
  }

  void lineCame(HttpPrologue line) {
    path = line.uriPath().path();
  }

  void headCame(Headers headers) {
    requestId = RequestIds.of(headers);
    boolean hasBody =
        headers.contains(HeaderNames.CONTENT_LENGTH)
            || headers.contains(HeaderNames.TRANSFER_ENCODING);
    writes.owe();
    inHead = false;
    due = hasBody ? Deadline.in(limits.body()) : Deadline.NONE;
  }

  /// The next bytes, or null when the client has closed its half of the connection.
  @Override
  public byte @Nullable [] get() {
    if (!inHead && betweenRequests.getAsBoolean()) {
      inHead = true;
      path = "";
      requestId = RequestIds.fresh();
      due = Deadline.NONE;
      gathered.release();
    }
    if (!inHead) gathered.grow(unused.getAsInt());
    deadline.begin(due);
    byte @Nullable [] bytes = read();
    deadline.end(due);
    if (inHead) {
      writes.owe();
      if (due == Deadline.NONE) due = Deadline.in(limits.header());
    }
    return bytes;
  }

  /// To be read once more: they were read past it.
  void unread(byte[] bytes) {
    unread = bytes;
  }

  private byte @Nullable [] read() {
    byte @Nullable [] bytes = unread;
    unread = null;
    if (bytes != null) return bytes;
    try {
      return socket.get();
    } catch (UncheckedIOException e) {
      throw new ServerConnectionException("the client has left", e);
    }
  }

  boolean areLate(long now) {
    return deadline.isMissedAt(now);
  }

  /// A whole reply, for when they are.
  byte[] refusal() {
    var problem =
        inHead
            ? HEADER_TOO_SLOW.because(tooSlow("headers", "header", limits.header()))
            : BODY_TOO_SLOW.because(tooSlow("body", "body", limits.body()));
    return problems.reply(path, requestId, problem);
  }

  private static String tooSlow(String what, String setting, Duration limit) {
    return "the %s took longer than the %s that server.%s-deadline allows"
        .formatted(what, Units.text(limit), setting);
  }
}
