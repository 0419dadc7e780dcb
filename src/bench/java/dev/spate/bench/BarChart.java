package dev.spate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Horizontal bars, each with its figure at its end and a line for the spread of the rounds, as SVG
/// for light pages and for dark ones.
final class BarChart {
  private static final int WIDTH = 720;
  private static final int NAMES = 180; // to the left of the bars
  private static final int FIGURES = 170; // to the right of them
  private static final int TOP = 44;
  private static final int ROW = 34;
  private static final int BAR = 20;
  private static final int FONT = 14;

  private final String name;
  private final String title;
  private final String unit;
  private final List<Bar> bars = new ArrayList<>();

  /// `name` is its file's: `cpu.svg`, `cpu.dark.svg`.
  BarChart(String name, String title, String unit) {
    this.name = name;
    this.title = title;
    this.unit = unit;
  }

  private record Bar(String name, Spread figure) {}

  private enum Theme {
    LIGHT("", "#1f2328", "#b6bdc6", "#0b6b70"),
    DARK(".dark", "#e6edf3", "#57606a", "#5cc4c0");

    final String suffix;
    final String ink;
    final String bar;
    final String ours; // Spate's bar

    Theme(String suffix, String ink, String bar, String ours) {
      this.suffix = suffix;
      this.ink = ink;
      this.bar = bar;
      this.ours = ours;
    }
  }

  void bar(String name, Spread figure) {
    if (figure.isMeasured()) bars.add(new Bar(name, figure));
  }

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (var theme : Theme.values()) {
      Files.writeString(folder.resolve(name + theme.suffix + ".svg"), svg(theme));
    }
  }

  /// As a page shows it, by the reader's theme.
  String html(String folder) {
    return """
    <picture>
      <source media="(prefers-color-scheme: dark)" srcset="%1$s/%2$s.dark.svg">
      <img src="%1$s/%2$s.svg" width="%3$d" alt="%4$s">
    </picture>
    """
        .formatted(folder, name, WIDTH, title);
  }

  private String svg(Theme theme) {
    int height = TOP + ROW * bars.size();
    var svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="system-ui, sans-serif" font-size="%d" fill="%s">
          <title>%s</title>
          <text x="0" y="20" font-weight="600">%s, %s</text>
        """
            .formatted(WIDTH, height, FONT, theme.ink, title, title, unit));
    double most = bars.stream().mapToDouble(bar -> bar.figure.most()).max().orElse(1);
    for (int i = 0; i < bars.size(); i++) svg.append(row(bars.get(i), TOP + i * ROW, most, theme));
    return svg.append("</svg>\n").toString();
  }

  private static String row(Bar bar, int top, double most, Theme theme) {
    double scale = (WIDTH - NAMES - FIGURES) / most;
    double end = NAMES + bar.figure.middle() * scale;
    double least = NAMES + bar.figure.least() * scale;
    double farthest = NAMES + bar.figure.most() * scale;
    int middle = top + BAR / 2;
    int baseline = middle + FONT / 3;
    return String.format(
        Locale.ROOT,
        """
          <text x="%d" y="%d" text-anchor="end">%s</text>
          <rect x="%d" y="%d" width="%.1f" height="%d" rx="2" fill="%s"/>
          <path d="M%.1f %dH%.1f" stroke="%s" stroke-width="1.5"/>
          <text x="%.1f" y="%d">%s</text>
        """,
        NAMES - 10,
        baseline,
        bar.name,
        NAMES,
        top,
        end - NAMES,
        BAR,
        bar.name.startsWith("Spate") ? theme.ours : theme.bar,
        least,
        middle,
        farthest,
        theme.ink,
        Math.max(end, farthest) + 8,
        baseline,
        bar.figure);
  }
}
