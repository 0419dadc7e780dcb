package dev.spate.bench;

import java.util.ArrayList;
import java.util.List;

/// A table in Markdown, whose columns stand below each other on a terminal too.
///
/// @param note what one must know to read it, or ""
/// @param rows the first is the head
record Table(String title, String note, List<List<String>> rows) {

  static Table of(String title, String note, String... head) {
    var table = new Table(title, note, new ArrayList<>());
    table.row(head);
    return table;
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  @Override
  public String toString() {
    var text = new StringBuilder("### ").append(title).append("\n\n");
    if (!note.isEmpty()) text.append(note).append("\n\n");
    var widths = new int[rows.getFirst().size()];
    for (var row : rows) {
      for (int i = 0; i < widths.length; i++) widths[i] = Math.max(widths[i], row.get(i).length());
    }
    text.append(line(rows.getFirst(), widths)).append('|');
    for (int width : widths) text.append("-".repeat(width + 2)).append('|');
    text.append('\n');
    for (var row : rows.subList(1, rows.size())) text.append(line(row, widths));
    return text.toString();
  }

  private static String line(List<String> cells, int... widths) {
    var line = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      var cell = cells.get(i);
      line.append(' ').append(cell).append(" ".repeat(widths[i] - cell.length())).append(" |");
    }
    return line.append('\n').toString();
  }
}
