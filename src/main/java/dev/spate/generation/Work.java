package dev.spate.generation;

import dev.spate.stream.StreamEvent.Finished;

/// A generator at work on one answer.
interface Work {

  /// A schedule needs no thread, if its code is ours: of others' nobody knows whether it blocks.
  static Work of(
      String name,
      Generator generator,
      StreamRequest request,
      Output output,
      Ending ending,
      Wheel wheel) {
    var prompt = request.prompt();
    var bounds = request.bounds();
    return generator instanceof Scheduled scheduled && isOurs(scheduled)
        ? new Play(name, bounds.around(scheduled), prompt, output, ending, wheel)
        : new OwnThread(name, bounds.around(generator), prompt, output, ending);
  }

  private static boolean isOurs(Scheduled generator) {
    return Work.class.getClassLoader().equals(generator.getClass().getClassLoader());
  }

  /// Begins, and returns at once.
  void start();

  /// The stream was ended by somebody else, who may be any thread: nothing need be done any more.
  void interrupt();

  /// Where it says how it ended. Only the first of these counts.
  interface Ending {
    void finish(Finished finished);

    void breakOff(Throwable why);
  }
}
