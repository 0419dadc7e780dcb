package dev.spate.generation;

import dev.spate.stream.StreamEvent.Piece;
import java.util.Objects;

/// A generator that simply blocks, on a virtual thread of its own.
final class OwnThread implements Work {
  private final Generator generator;
  private final Prompt prompt;
  private final Output output;
  private final Ending ending;
  private final Thread thread;
  private long pieces;

  OwnThread(String name, Generator generator, Prompt prompt, Output output, Ending ending) {
    this.generator = generator;
    this.prompt = prompt;
    this.output = output;
    this.ending = ending;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public void interrupt() {
    if (Thread.currentThread() != thread) thread.interrupt();
  }

  private void run() {
    try {
      var finished = generator.generate(prompt, this::write);
      ending.finish(Objects.requireNonNull(finished, "a generator returned null"));
    } catch (Throwable e) { // whatever a third party's code throws must leave no reader hanging
      ending.breakOff(e);
    }
  }

  private void write(Piece piece) throws InterruptedException {
    output.write(piece);
    if (++pieces % Burst.MOST == 0) Burst.giveWay();
  }
}
