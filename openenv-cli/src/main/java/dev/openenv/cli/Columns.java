package dev.openenv.cli;

import java.util.ArrayList;
import java.util.List;

/** A table of fixed-width text; the last column is broken over lines where the screen is too narrow for it. */
final class Columns {

    private static final String GAP = "  ";
    private static final int NARROWEST = 20;

    private record Column(String header, boolean right) {}

    private final Screen screen;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    Columns(Screen screen) {
        this.screen = screen;
    }

    Columns left(String header) {
        columns.add(new Column(header, false));
        return this;
    }

    Columns right(String header) {
        columns.add(new Column(header, true));
        return this;
    }

    /** Adds a row; the cells may be of foreign origin. */
    void row(Object... cells) {
        var row = new ArrayList<String>();
        for (var cell : cells) {
            row.add(Printable.line(String.valueOf(cell)));
        }
        if (row.size() != columns.size()) {
            throw new IllegalArgumentException(row.size() + " cells for " + columns.size() + " columns");
        }
        rows.add(row);
    }

    void print() {
        var widths = new int[columns.size()];
        for (var i = 0; i < widths.length; i++) {
            widths[i] = width(columns.get(i).header());
            for (var row : rows) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        var last = widths.length - 1;
        var before = 0;
        for (var i = 0; i < last; i++) {
            before += widths[i] + GAP.length();
        }
        widths[last] = Math.min(widths[last], Math.max(NARROWEST, screen.columns() - before));
        screen.line(screen.bold(
                text(columns.stream().map(Column::header).toList(), widths).stripTrailing()));
        var rule = new ArrayList<String>();
        for (var i = 0; i <= last; i++) {
            // Text at the end may be very long; a rule under its header is enough.
            var length =
                    i == last && !columns.get(i).right() ? width(columns.get(i).header()) : widths[i];
            rule.add((screen.unicode() ? "\u2500" : "-").repeat(length));
        }
        screen.line(text(rule, widths).stripTrailing());
        for (var row : rows) {
            print(row, widths, before);
        }
    }

    private void print(List<String> row, int[] widths, int before) {
        var last = widths.length - 1;
        var lines = Paragraph.broken(row.get(last), widths[last]);
        var first = new ArrayList<>(row.subList(0, last));
        first.add(lines.get(0));
        screen.line(text(first, widths).stripTrailing());
        for (var more : lines.subList(1, lines.size())) {
            screen.line(" ".repeat(before) + more);
        }
    }

    private String text(List<String> cells, int[] widths) {
        var line = new ArrayList<String>();
        for (var i = 0; i < widths.length; i++) {
            var cell = cells.get(i);
            var space = " ".repeat(Math.max(0, widths[i] - width(cell)));
            line.add(columns.get(i).right() ? space + cell : cell + space);
        }
        return String.join(GAP, line);
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
