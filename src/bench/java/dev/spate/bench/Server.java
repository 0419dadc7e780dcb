package dev.spate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.LinkedBlockingQueue;

/// A contender in a process of its own, on a free port. It ends when it is closed, or when the
/// benchmark does.
final class Server implements AutoCloseable {
  private static final int LONGEST_START_SECONDS = 60;
  private static final int LONGEST_ANSWER_SECONDS = 30;
  private static final int KEPT_LINES = 20;
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "servers"));
  }

  private final Contender contender;
  private final Process process;
  private final int port;
  private final BlockingQueue<Long> answers = new LinkedBlockingQueue<>();
  private final Deque<String> lines = new ConcurrentLinkedDeque<>(); // the last that it printed

  private Server(Contender contender, Process process, int port) {
    this.contender = contender;
    this.process = process;
    this.port = port;
    RUNNING.add(process);
    Thread.startVirtualThread(this::drain); // a full pipe would stop it
  }

  /// Returns once it listens.
  ///
  /// @throws IOException with what it printed, if it doesn't
  static Server start(Contender contender, Plan plan) throws IOException, InterruptedException {
    int port = freePort();
    var builder = new ProcessBuilder(contender.command(port, plan)).redirectErrorStream(true);
    builder.environment().keySet().removeIf(Server::changesWhatIsRun);
    var server = new Server(contender, builder.start(), port);
    try {
      server.awaitPort();
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
    return server;
  }

  Contender contender() {
    return contender;
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /// What only a JVM knows of itself: [Watched#ALLOCATED]. 0 of any other server.
  long ask(String question) throws IOException, InterruptedException {
    if (!contender.isWatched()) return 0;
    var in = process.getOutputStream();
    in.write((question + "\n").getBytes(UTF_8));
    in.flush();
    var answer = answers.poll(LONGEST_ANSWER_SECONDS, SECONDS);
    if (answer == null) throw new IOException(contender.name() + " doesn't say " + question);
    return answer;
  }

  private void awaitPort() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + SECONDS.toNanos(LONGEST_START_SECONDS);
    while (System.nanoTime() < deadline && process.isAlive()) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException _) {
        MILLISECONDS.sleep(1);
      }
    }
    throw new IOException(contender.name() + " doesn't listen:\n" + String.join("\n", lines));
  }

  private void drain() {
    try (var out = process.inputReader(UTF_8)) {
      for (var line = out.readLine(); line != null; line = out.readLine()) take(line);
    } catch (IOException _) {
      // it was closed
    }
  }

  private void take(String line) {
    if (line.startsWith(Watched.ANSWER)) {
      answers.add(Long.valueOf(line.substring(Watched.ANSWER.length())));
      return;
    }
    lines.add(line);
    if (lines.size() > KEPT_LINES) lines.poll();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean changesWhatIsRun(String variable) {
    return variable.startsWith("SPATE_")
        || variable.startsWith("OPENAI_")
        || variable.endsWith("_JAVA_OPTIONS")
        || variable.equals("JAVA_TOOL_OPTIONS");
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
    RUNNING.remove(process);
  }
}
