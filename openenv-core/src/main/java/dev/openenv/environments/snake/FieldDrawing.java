package dev.openenv.environments.snake;

import dev.openenv.environments.drawing.SvgDrawing;
import java.util.List;

/** Draws a {@link Field} by the codes of its cells. */
final class FieldDrawing {

    private static final String MARKS = " #*@oo";
    private static final List<String> COLOURS =
            List.of("#f7f8fa", "#3a4250", "#d1495b", "#1d5f33", "#4a9d5f", "#7bc47f");
    private static final int PIXELS = 14;

    private FieldDrawing() {}

    static String text(Field field) {
        var text = new StringBuilder((Field.SIZE + 1) * Field.SIZE);
        for (var cell = 0; cell < Field.CELLS; cell++) {
            text.append(cell > 0 && cell % Field.SIZE == 0 ? "\n" : "").append(MARKS.charAt(field.at(cell)));
        }
        return text.toString();
    }

    static String svg(Field field) {
        var side = Field.SIZE * PIXELS;
        var inside = side - 2 * PIXELS;
        var drawing = new SvgDrawing(side, side, COLOURS.get(Field.WALL))
                .rectangle(PIXELS, PIXELS, inside, inside, COLOURS.get(Field.EMPTY));
        for (var cell = 0; cell < Field.CELLS; cell++) {
            var code = field.at(cell);
            if (code > Field.WALL) {
                var x = cell % Field.SIZE * PIXELS;
                var y = cell / Field.SIZE * PIXELS;
                drawing.rectangle(x + 1, y + 1, PIXELS - 2, PIXELS - 2, COLOURS.get(code));
            }
        }
        return drawing.document();
    }
}
