package dev.spate.bench;

import java.io.IOException;
import java.util.List;

/// One thing that is measured, on whichever servers can be asked for it.
interface Scenario {
  /// All of them, in the order in which they are run and told.
  List<Scenario> ALL =
      List.of(
          new Paced(),
          new Idle(),
          new Unpaced(),
          new Resume(),
          new FanOut(),
          new SlowReaders(),
          new Start(),
          new Proxy());

  /// As `-Dbench.scenarios` has it.
  String name();

  /// How long it will take, roughly.
  int seconds(Stage stage);

  Findings run(Stage stage) throws IOException, InterruptedException;

  /// What came of it.
  record Findings(List<Table> tables, List<BarChart> charts) {
    static Findings of(Table table, BarChart... charts) {
      return new Findings(List.of(table), List.of(charts));
    }
  }
}
