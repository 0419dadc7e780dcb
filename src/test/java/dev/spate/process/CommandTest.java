package dev.spate.process;

import static dev.spate.stream.StreamEvent.Reason.LENGTH;
import static dev.spate.stream.StreamEvent.Reason.STOP;
import static java.lang.ProcessBuilder.Redirect.DISCARD;
import static java.lang.ProcessBuilder.Redirect.INHERIT;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.spate.generation.GenerationFailed;
import dev.spate.generation.Generator;
import dev.spate.generation.GeneratorContract;
import dev.spate.generation.Output;
import dev.spate.generation.Prompt;
import dev.spate.stream.Failure;
import dev.spate.stream.StreamEnded;
import dev.spate.stream.StreamEvent.Finished;
import dev.spate.stream.StreamEvent.Piece;
import dev.spate.stream.StreamEvent.Reasoning;
import dev.spate.stream.StreamEvent.Text;
import dev.spate.stream.StreamEvent.Usage;
import dev.spate.wire.PromptJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/// What a command's output becomes, and what becomes of the command. Each here is a script of `sh`.
@Timeout(60)
class CommandTest implements GeneratorContract {
  private static final Logger LOGGER = Logger.getLogger(Command.class.getName());
  private static final String IGNORES = "trap '' TERM; "; // and so does what it starts

  @TempDir private Path folder;

  private final List<Command> opened = new CopyOnWriteArrayList<>();
  private final List<Piece> pieces = new ArrayList<>();
  private final List<String> logged = new CopyOnWriteArrayList<>();

  @BeforeEach
  void listen() {
    LOGGER.setFilter(this::log);
  }

  @AfterEach
  void close() {
    opened.forEach(Command::close);
    LOGGER.setFilter(null);
  }

  private boolean log(LogRecord logRecord) {
    return !logged.add(new SimpleFormatter().formatMessage(logRecord));
  }

  @Override
  public Generator generator() {
    return lines(
        """
        read -r prompt
        case $prompt in
          *forever*) sleep 1000 ;;
          *impossible*) exit 3 ;;
          *) echo "$prompt" ;;
        esac
        """);
  }

  @Override
  public Optional<Prompt> longPrompt() {
    return Optional.of(prompt("forever"));
  }

  @Override
  public Optional<Prompt> impossiblePrompt() {
    return Optional.of(prompt("impossible"));
  }

  @Test
  void makesAPieceOfEachLineWithItsLineFeed() throws Exception {
    var finished = answer(lines("printf 'Why \\360\\237\\246\\206\\n\\nSSE?'"));

    assertThat(pieces).containsExactly(new Text("Why 🦆\n"), new Text("\n"), new Text("SSE?"));
    assertThat(finished).isEqualTo(new Finished(STOP, new Usage(0, 3, true)));
  }

  @Test
  void readsEvents() throws Exception {
    var finished =
        answer(
            ndjson(
                """
                cat <<END
                {"event":"started","model":"m"}
                {"reasoning":"Hm"}

                {"text":"Why"}
                {"event":"finished","reason":"length","usage":{"inputTokens":1,"outputTokens":2}}
                END
                """));

    assertThat(pieces).containsExactly(new Reasoning("Hm"), new Text("Why"));
    assertThat(finished).isEqualTo(new Finished(LENGTH, new Usage(1, 2, false)));
  }

  @Test
  void countsPiecesWhereTheCommandDoesNotCount() throws Exception {
    var counted = new Finished(STOP, new Usage(0, 2, true));
    var two = "echo '{\"text\":\"a\"}'; echo '{\"extra\":{}}'; echo '{\"text\":\"b\"}'; ";

    assertThat(answer(ndjson(two))).isEqualTo(counted);
    assertThat(answer(ndjson(two + "echo '{\"event\":\"finished\",\"reason\":\"stop\"}'")))
        .isEqualTo(counted);
  }

  @Test
  void endsWithTheEventThatSaysSo() throws Exception {
    var end = "echo '{\"event\":\"finished\",\"reason\":\"stop\"}'; ";

    assertThat(answer(ndjson(end + "exit 3")).reason()).isEqualTo(STOP);
    assertThat(answer(ndjson(end + "sleep 1000")).reason()).isEqualTo(STOP);
  }

  @Test
  void failsAsTheCommandSays() {
    var failed = "{\"event\":\"failed\",\"code\":\"too_hot\",\"message\":\"cool it\"}";

    assertThat(failureOf(() -> answer(ndjson("echo '" + failed + "'"))))
        .isEqualTo(new Failure("too_hot", "cool it", 502, false, Optional.empty(), ""));
  }

  @Test
  void failsByItsExitCodeAndLogsNoMoreThanThat() {
    var failure = failureOf(() -> answer(lines("echo a; echo secret >&2; exit 3")));

    assertThat(failure).isEqualTo(Failures.failed(3));
    assertThat(pieces).containsExactly(new Text("a\n"));
    assertThat(logged)
        .containsExactly(
            "generators.answer: its command ended with exit code 3; "
                + "see what it says with errors: show");
  }

  @Test
  void namesNoSettingThatIsSetAlready() {
    var shown = new Command("answer", sh("exit 3").redirectError(INHERIT), Reading.LINES, 1);

    assertThat(failureOf(() -> answer(shown))).isEqualTo(Failures.failed(3));
    assertThat(logged).containsExactly("generators.answer: its command ended with exit code 3");
  }

  @Test
  void failsAtALineThatIsNoEvent() {
    assertThat(failureOf(() -> answer(ndjson("echo Why; sleep 1000"))))
        .satisfies(failure -> {
          assertThat(failure.code()).isEqualTo("process_output_invalid");
          assertThat(failure.message()).startsWith("the command wrote a line that is not JSON");
        });
    var cancelled = "echo '{\"event\":\"finished\",\"reason\":\"cancelled\"}'";
    assertThat(failureOf(() -> answer(ndjson(cancelled))))
        .isEqualTo(Failures.outputInvalid("that it was cancelled"));
  }

  @Test
  void failsAtALineThatIsTooLong() throws Exception {
    answer(lines("head -c 1048575 /dev/zero; echo"));
    assertThat(pieces).hasSize(1);

    assertThat(failureOf(() -> answer(lines("head -c 1048576 /dev/zero; echo; sleep 1000"))))
        .isEqualTo(Failures.outputInvalid("a line of more than 1048576 bytes"));
  }

  @Test
  void failsWhereTheCommandIsGone() {
    var gone = new ProcessBuilder(folder.resolve("gone").toString());

    assertThat(failureOf(() -> answer(command(gone, Reading.LINES, 1))))
        .isEqualTo(Failures.UNAVAILABLE);
    assertThat(logged).singleElement().asString().startsWith("generators.answer: Cannot run");
  }

  @Test
  void givesThePromptAsOneLineOnStandardInputAndNowhereElse() throws Exception {
    var prompt = prompt("$(touch here); `touch there`");
    lines("cat; echo $#; env | grep -c touch; :").generate(prompt, pieces::add);

    assertThat(pieces)
        .containsExactly(new Text(PromptJson.of(prompt) + "\n"), new Text("0\n"), new Text("0\n"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void waitsForNoCommandToReadItsPrompt() throws Exception {
    var large = prompt("x".repeat(4 << 20));

    lines("echo no").generate(large, pieces::add);

    assertThat(pieces).containsExactly(new Text("no\n"));
  }

  @Test
  void endsWithItsCommandThoughWhatItStartedHoldsItsOutput() throws Exception {
    answer(lines("sleep 1000 & echo $!; sleep 0.2"));

    process(pieces.getFirst()).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  @EnabledOnOs(LINUX)
  void leavesNothingBehindThatItsCommandLeft() throws Exception {
    for (var output : List.of("", ">/dev/null ")) {
      for (var manner : List.of("", IGNORES)) {
        answer(lines(manner + "sleep 1000 " + output + "& echo $!"));

        assertGone(pieces.getFirst());
      }
    }
  }

  @Test
  void tellsWhatTheCommandStartedToEndBeforeItIsKilled() throws Exception {
    var written = new LinkedBlockingQueue<Piece>();
    var generator = lines("sh -c 'trap \": >told; exit\" TERM; sleep 1000 & echo $$; wait' & wait");
    var thread = Thread.startVirtualThread(() -> answer(generator, written));
    var id = written.take();

    thread.interrupt();

    assertGone(id);
    assertThat(folder.resolve("told")).exists();
    thread.join();
  }

  @Test
  void killsTheCommandAndWhatItStartedWhenItIsCancelled() throws Exception {
    for (var manner : List.of("", IGNORES)) {
      var written = new LinkedBlockingQueue<Piece>();
      var generator = lines(manner + "sleep 1000 & echo $!; echo $$; wait");
      var thread = Thread.startVirtualThread(() -> answer(generator, written));
      var all = List.of(written.take(), written.take());

      thread.interrupt();

      thread.join();
      for (var piece : all) assertGone(piece);
    }
  }

  @Test
  void killsTheCommandWhenItsPieceIsRefused() throws Exception {
    var refused = new ArrayList<Piece>();
    Output ended =
        piece -> {
          refused.add(piece);
          throw new StreamEnded();
        };

    assertThatThrownBy(() -> lines(IGNORES + "echo $$; sleep 1000").generate(prompt("Hi"), ended))
        .isInstanceOf(StreamEnded.class);
    assertGone(refused.getFirst());
  }

  /// Cancelled at whatever moment, many times: its shell may be just about to start something.
  @Test
  void leavesNoOrphanBehind() throws Exception {
    var generator = lines("for i in 1 2 3 4 5 6 7 8; do sleep 4712 & done; wait");
    for (int i = 0; i < 20; i++) {
      var thread = Thread.startVirtualThread(() -> answer(generator, new LinkedBlockingQueue<>()));
      Thread.sleep(i);
      thread.interrupt();
      thread.join();
    }

    for (var orphan : running("sleep 4712")) orphan.onExit().get(10, SECONDS);
  }

  @Test
  void leavesNoCommandBehindWhenItIsClosed() throws Exception {
    var written = new LinkedBlockingQueue<Piece>();
    var generator = lines(IGNORES + "sleep 1000 & echo $!; echo $$; wait");
    var thread = Thread.startVirtualThread(() -> answer(generator, written));
    var all = List.of(written.take(), written.take());

    generator.close();

    for (var piece : all) assertGone(piece);
    thread.join();
  }

  @Test
  void refusesMoreThanItsMostUntilOneIsThrough() throws Exception {
    var one = command(sh("echo; sleep 1000"), Reading.LINES, 1);
    var written = new LinkedBlockingQueue<Piece>();
    var thread = Thread.startVirtualThread(() -> answer(one, written));
    written.take();

    assertThat(failureOf(() -> answer(one)))
        .satisfies(failure -> {
          assertThat(failure.code()).isEqualTo("process_busy");
          assertThat(failure.retryAfter()).isPresent();
        });
    thread.interrupt();
    thread.join();

    var next = Thread.startVirtualThread(() -> answer(one, written));
    written.take();
    next.interrupt();
  }

  /// More than the JDK has carriers for, which are 256: none of them waits for a pipe.
  @Test
  void leavesOthersTheirThreadsWhileManyCommandsAreSilent() throws Exception {
    int many = 260;
    var announced = new CountDownLatch(many);
    var silent = command(sh("echo; exec sleep 1000"), Reading.LINES, many);
    var unread = prompt("x".repeat(1 << 20));
    try {
      var threads = Executors.newVirtualThreadPerTaskExecutor();
      for (int i = 0; i < many; i++) {
        var _ = threads.submit(() -> silent.generate(unread, _ -> announced.countDown()));
      }
      announced.await();

      assertThat(threads.submit(() -> "done").get(10, SECONDS)).isEqualTo("done");
    } finally {
      silent.close();
    }
  }

  private Command lines(String script) {
    return command(sh(script), Reading.LINES, 16);
  }

  private Command ndjson(String script) {
    return command(sh(script), Reading.NDJSON, 16);
  }

  private ProcessBuilder sh(String script) {
    return new ProcessBuilder("sh", "-c", script).directory(folder.toFile());
  }

  private Command command(ProcessBuilder process, Reading reading, int most) {
    var command = new Command("answer", process.redirectError(DISCARD), reading, most);
    opened.add(command);
    return command;
  }

  private Finished answer(Command command) throws InterruptedException {
    pieces.clear();
    return command.generate(prompt("Hi"), pieces::add);
  }

  /// Until it is cancelled.
  private void answer(Command command, BlockingQueue<Piece> written) {
    try {
      command.generate(prompt("Hi"), written::add);
    } catch (InterruptedException | GenerationFailed _) {
      // as it should be
    }
  }

  private static Failure failureOf(ThrowingCallable answer) {
    return catchThrowableOfType(GenerationFailed.class, answer).failure();
  }

  /// The process whose id a command wrote.
  private static Optional<ProcessHandle> process(Piece id) {
    return ProcessHandle.of(Long.parseLong(((Text) id).text().strip()));
  }

  private static List<ProcessHandle> running(String commandLine) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").endsWith(commandLine))
        .toList();
  }

  private static void assertGone(Piece id) throws Exception {
    var process = process(id);
    if (process.isPresent()) process.get().onExit().get(10, SECONDS);
  }
}
