package dev.spate.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// A process and whatever it has started, to be ended together.
///
/// @param mark stands in the environment of each. Whose parent is gone, or is just told to end, is
///   found by this, on Linux.
record Family(Process head, String mark) {
  static final int GRACE_MILLIS = 1_000;
  private static final String VARIABLE = "SPATERUN";

  /// As `template` says, which is left as it is.
  static Family start(ProcessBuilder template) throws IOException {
    var builder =
        new ProcessBuilder(template.command())
            .directory(template.directory())
            .redirectError(template.redirectError());
    var mark = UUID.randomUUID().toString();
    builder.environment().clear();
    builder.environment().putAll(template.environment());
    builder.environment().put(VARIABLE, mark);
    return new Family(builder.start(), VARIABLE + "=" + mark);
  }

  /// Tells all to end, and kills those that are still there a second later. Done when it is done.
  CompletableFuture<Void> end() {
    return head.isAlive()
        ? end(withDescendants(head.toHandle()).toList())
        : CompletableFuture.supplyAsync(() -> marked().toList()).thenCompose(this::endLeft);
  }

  private CompletableFuture<Void> endLeft(List<ProcessHandle> left) {
    return left.isEmpty() ? CompletableFuture.completedFuture(null) : end(left);
  }

  private CompletableFuture<Void> end(List<ProcessHandle> told) {
    told.forEach(ProcessHandle::destroy);
    var over = told.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(over)
        .completeOnTimeout(null, GRACE_MILLIS, MILLISECONDS)
        .thenRun(() -> kill(told));
  }

  private void kill(List<ProcessHandle> told) {
    Stream.concat(told.stream().flatMap(Family::withDescendants), marked())
        .forEach(ProcessHandle::destroyForcibly);
  }

  private Stream<ProcessHandle> marked() {
    return ProcessHandle.allProcesses().filter(process -> environment(process).contains(mark));
  }

  private static Stream<ProcessHandle> withDescendants(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants());
  }

  private static String environment(ProcessHandle process) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(process.pid()), "environ"), ISO_8859_1);
    } catch (IOException _) {
      return ""; // somebody else's, gone, or not on Linux
    }
  }
}
