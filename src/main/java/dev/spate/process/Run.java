package dev.spate.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;

/// A command at work on one prompt. Platform threads serve its pipes: a virtual one that waits for
/// a pipe keeps its carrier, and no interrupt reaches it.
final class Run implements AutoCloseable {
  static final int LONGEST_LINE = 1 << 20; // bytes

  private final Family family;
  private final SynchronousQueue<byte[]> lines = new SynchronousQueue<>();
  private final CompletableFuture<Void> read = new CompletableFuture<>();
  private final CompletableFuture<Void> written = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Thread reader;
  private boolean ending; // guarded by this

  /// Gives `input` to the standard input of the command, and ends that.
  Run(Family family, String input) {
    this.family = family;
    this.reader = start(this::read, read);
    start(() -> write(input), written);
  }

  /// The next line of its output, with its line feed if it has one, and cut where it is longer than
  /// [#LONGEST_LINE]. Empty when it has ended.
  byte[] line() throws InterruptedException {
    while (true) {
      boolean exited = !family.head().isAlive();
      var line = lines.poll(Family.GRACE_MILLIS, MILLISECONDS);
      if (line != null) return line;
      if (exited) return new byte[0]; // what it left behind has its output still open
    }
  }

  int exitCode() throws InterruptedException {
    return family.head().waitFor();
  }

  /// Runs `action` once its process and its threads are gone.
  void onGone(Runnable action) {
    var _ = CompletableFuture.allOf(family.head().onExit(), read, written).thenRun(action);
  }

  /// Runs `action` once what it has started is gone too.
  void onEnded(Runnable action) {
    var _ = ended.thenRun(action);
  }

  /// Ends it, and whatever it has started, within a second or so, and does not wait for that.
  @Override
  public void close() {
    var _ = end();
  }

  /// Like [#close], and completes when nothing of it is left.
  synchronized CompletableFuture<Void> end() {
    if (!ending) {
      ending = true;
      reader.interrupt(); // nobody takes its lines any more
      var _ = family.end().whenComplete((_, _) -> ended.complete(null));
    }
    return ended;
  }

  private interface Pipe {
    void serve() throws IOException, InterruptedException;
  }

  private static Thread start(Pipe pipe, CompletableFuture<Void> served) {
    return Thread.ofPlatform()
        .daemon()
        .name("command")
        .start(() -> {
          try {
            pipe.serve();
          } catch (IOException | InterruptedException _) {
            // it reads no more, or nobody takes its lines any more
          } finally {
            served.complete(null);
          }
        });
  }

  private void write(String input) throws IOException {
    try (var in = family.head().getOutputStream()) {
      in.write(input.getBytes(UTF_8));
    }
  }

  private void read() throws InterruptedException {
    byte[] line;
    do {
      line = read(family.head().getInputStream());
      lines.put(line);
    } while (line.length > 0);
  }

  private static byte[] read(InputStream out) {
    var line = new ByteArrayOutputStream();
    try {
      int next = out.read();
      while (next >= 0 && line.size() <= LONGEST_LINE) {
        line.write(next);
        next = next == '\n' ? -1 : out.read();
      }
    } catch (IOException _) {
      // it was killed
    }
    return line.toByteArray();
  }
}
