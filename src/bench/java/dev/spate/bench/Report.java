package dev.spate.bench;

import dev.spate.bench.Scenario.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a run came to: for the terminal, and for the page, between two marks of which it stands.
record Report(String circumstances, List<Findings> findings) {
  private static final String BEGIN = "<!-- figures: written by mvn -Pbench -->\n";
  private static final String END = "<!-- end of figures -->";
  private static final Pattern FIGURES =
      Pattern.compile(Pattern.quote(BEGIN) + ".*?" + Pattern.quote(END), Pattern.DOTALL);

  /// Everything but the charts.
  String text() {
    var text = new StringBuilder(circumstances).append("\n\n");
    for (var each : findings) each.tables().forEach(table -> text.append(table).append('\n'));
    return text.toString();
  }

  /// Writes the charts into `docs/pictures`, and the rest into `docs/PERFORMANCE.md`.
  void write(Path docs) throws IOException {
    var page = docs.resolve("PERFORMANCE.md");
    var before = Files.exists(page) ? Files.readString(page) : BEGIN + END + "\n";
    var matcher = FIGURES.matcher(before);
    if (!matcher.find()) throw new IOException(page + " has lost the marks: " + BEGIN + END);
    for (var each : findings) {
      for (var chart : each.charts()) chart.write(docs.resolve("pictures"));
    }
    var figures = Matcher.quoteReplacement(BEGIN + "\n" + pageText() + END);
    Files.writeString(page, matcher.replaceFirst(figures));
  }

  private String pageText() {
    var text = new StringBuilder(circumstances).append("\n\n");
    for (var each : findings) {
      each.tables().forEach(table -> text.append(table).append('\n'));
      for (var chart : each.charts()) text.append(chart.html("pictures")).append('\n');
    }
    return text.toString();
  }
}
