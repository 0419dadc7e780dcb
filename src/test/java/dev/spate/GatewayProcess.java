package dev.spate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.delayedExecutor;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/// The gateway in a process of its own, as an operator runs it. Killed when closed, and with it
/// whatever it was started through.
public final class GatewayProcess implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("Spate is at http://localhost:([0-9]+)");

  private static final Duration LONGEST = Duration.ofMinutes(3);

  private final Process process;
  private final BufferedReader out;
  private final CompletableFuture<String> errors; // drained, since a full pipe stops who writes

  private GatewayProcess(Process process, Duration longest) {
    this.process = process;
    this.out = process.inputReader(UTF_8);
    this.errors = CompletableFuture.supplyAsync(this::drain, Thread::startVirtualThread);
    delayedExecutor(longest.toMillis(), MILLISECONDS).execute(this::close);
  }

  /// `java`, its options, and `Main`: add arguments, or put before it what is to start it.
  public static ProcessBuilder command(String... options) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of("config/jvm.options").toAbsolutePath());
    command.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    command.addAll(List.of(options));
    command.add(Main.class.getName());
    return unchanged(command);
  }

  /// The packaged gateway.
  public static ProcessBuilder jar(String... options) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@config/jvm.options");
    command.addAll(List.of(options));
    command.addAll(List.of("-jar", "target/spate.jar"));
    return unchanged(command);
  }

  private static ProcessBuilder unchanged(List<String> command) {
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(GatewayProcess::changesWhatIsRun);
    return builder;
  }

  static GatewayProcess start(ProcessBuilder command) throws IOException {
    return start(command, LONGEST);
  }

  /// When `longest` is over it is killed: whoever reads its output then goes on, and fails.
  public static GatewayProcess start(ProcessBuilder command, Duration longest) throws IOException {
    return new GatewayProcess(command.start(), longest);
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /// The port that the banner tells, once it is there.
  public int port() throws IOException {
    var line = String.valueOf(line());
    var address = ADDRESS.matcher(line);
    if (!address.matches()) throw new IOException("no banner, but: " + line + errors.join());
    return Integer.parseInt(address.group(1));
  }

  /// The next line on the standard output.
  String line() throws IOException {
    return String.valueOf(out.readLine());
  }

  /// What else is on the standard output, until nobody has it open any more.
  List<String> lines() throws IOException {
    return out.readAllLines();
  }

  /// All that was said on the standard error, once nobody has it open any more.
  List<String> errors() {
    return errors.join().lines().toList();
  }

  public int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private String drain() {
    try (var error = process.errorReader(UTF_8)) {
      return error.readAllAsString();
    } catch (IOException e) {
      return "\n" + e;
    }
  }

  /// Whether a variable of our own environment would make it another gateway.
  static boolean changesWhatIsRun(String variable) {
    return variable.startsWith("SPATE_")
        || variable.startsWith("OPENAI_")
        || variable.endsWith("_JAVA_OPTIONS")
        || variable.equals("JAVA_TOOL_OPTIONS");
  }
}
