package dev.spate.simulation;

import dev.spate.generation.Prompt;
import dev.spate.wire.EventReader.Line;
import java.util.Iterator;

/// What a simulator says, apart from how.
interface Answer {

  /// The answer, line by line. One that has a time comes then, the others at the simulator's pace;
  /// one that ends without saying how has stopped.
  Iterator<Line> lines(Prompt prompt, Knobs knobs);
}
