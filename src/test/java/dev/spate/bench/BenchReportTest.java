package dev.spate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.bench.Scenario.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a run writes.
class BenchReportTest {
  private static final String MARKS =
      "<!-- figures: written by mvn -Pbench -->\nold\n<!-- end of figures -->";

  @TempDir private Path docs;

  @Test
  void replacesTheFiguresOfThePageAndNothingElse() throws Exception {
    Files.writeString(page(), "before\n" + MARKS + "\nafter\n");
    report().write(docs);

    assertThat(Files.readString(page()))
        .startsWith("before\n")
        .endsWith("\nafter\n")
        .contains("2 cores; $1 a round")
        .contains("| floor  | 1.00 (1.00…1.00) |")
        .contains("srcset=\"pictures/cpu.dark.svg\"")
        .doesNotContain("old");
    report().write(docs);
    assertThat(Files.readString(page())).containsOnlyOnce("### CPU");
  }

  @Test
  void saysSoWhenThePageHasLostItsMarks() throws Exception {
    Files.writeString(page(), "before\n");

    assertThatThrownBy(() -> report().write(docs))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("marks");
  }

  @Test
  void drawsItsChartsForLightPagesAndForDarkOnes() throws Exception {
    report().write(docs);

    for (var name : List.of("cpu.svg", "cpu.dark.svg")) {
      var svg =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(docs.resolve("pictures").resolve(name).toFile());
      assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(2);
      assertThat(svg.getDocumentElement().getTextContent()).contains("Spate", "2.00 (1.50…4.00)");
    }
  }

  @Test
  void writesFiguresWithThreeDigits() {
    assertThat(List.of(0.0, 0.03124, 0.5, 1.874, 18.74, 187.4, 18_740.0))
        .extracting(Figures::of)
        .containsExactly("0.00", "0.031", "0.50", "1.87", "18.7", "187", "18,740");
    assertThat(Figures.of(1 / 0.0)).isEmpty();
  }

  @Test
  void takesTheMiddleOfTheRoundsAndTheirEnds() {
    assertThat(Spread.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Spread(1, 2, 3));
  }

  private static Report report() {
    var table = Table.of("CPU", "", "server", "÷ floor");
    var chart = new BarChart("cpu", "CPU per token", "× floor");
    add(table, chart, "floor", new Spread(1, 1, 1));
    add(table, chart, "Spate", new Spread(1.5, 2, 4));
    chart.bar("unmeasured", new Spread(0, 1, 1 / 0.0));
    return new Report("2 cores; $1 a round", List.of(Findings.of(table, chart)));
  }

  private static void add(Table table, BarChart chart, String name, Spread figure) {
    table.row(name, figure.toString());
    chart.bar(name, figure);
  }

  private Path page() {
    return docs.resolve("PERFORMANCE.md");
  }
}
