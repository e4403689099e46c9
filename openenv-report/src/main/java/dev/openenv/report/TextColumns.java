package dev.openenv.report;

import java.util.ArrayList;
import java.util.List;

/** Lays out columns of text in a fixed-width font, two spaces between them. */
final class TextColumns {

    private static final String GAP = "  ";

    private record Column(String header, List<String> cells, boolean right) {

        int width() {
            return cells.stream().mapToInt(TextColumns::width).reduce(TextColumns.width(header), Math::max);
        }

        String pad(String text) {
            var space = " ".repeat(width() - TextColumns.width(text));
            return right ? space + text : text + space;
        }
    }

    private final String ruleCharacter;
    private final List<Column> columns = new ArrayList<>();

    TextColumns(String ruleCharacter) {
        this.ruleCharacter = ruleCharacter;
    }

    void left(String header, List<String> cells) {
        columns.add(new Column(header, cells, false));
    }

    void right(String header, List<String> cells) {
        columns.add(new Column(header, cells, true));
    }

    @Override
    public String toString() {
        var lines = new StringBuilder();
        line(lines, columns.stream().map(column -> column.pad(column.header())).toList());
        line(
                lines,
                columns.stream()
                        .map(column -> ruleCharacter.repeat(column.width()))
                        .toList());
        var count = columns.get(0).cells().size();
        for (var row = 0; row < count; row++) {
            var at = row;
            line(
                    lines,
                    columns.stream()
                            .map(column -> column.pad(column.cells().get(at)))
                            .toList());
        }
        return lines.toString();
    }

    private static void line(StringBuilder lines, List<String> cells) {
        lines.append(String.join(GAP, cells).stripTrailing()).append('\n');
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
