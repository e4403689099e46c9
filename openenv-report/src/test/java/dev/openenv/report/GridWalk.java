package dev.openenv.report;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A small world to make reports of: walk to the flag, not into a pit; a step costs 0.1. */
final class GridWalk implements Environment<GridWalk.Move, GridWalk.View>, Rendering {

    static final int ROWS = 5;
    static final int COLUMNS = 6;
    private static final int MOST_STEPS = 12;

    record Move(String direction) implements Action {}

    record View(int row, int column, List<String> rows, String message) implements Observation {}

    private record Cell(int row, int column) {}

    private Cell walker = new Cell(0, 0);
    private Cell flag = new Cell(0, 0);
    private List<Cell> pits = List.of();
    private int taken;

    @Override
    public StepResult<View> reset(ResetOptions options) {
        var random = options.random();
        var cells = new ArrayList<Cell>();
        for (var row = 0; row < ROWS; row++) {
            for (var column = 0; column < COLUMNS; column++) {
                cells.add(new Cell(row, column));
            }
        }
        var places = random.shuffled(cells);
        walker = places.get(0);
        flag = places.get(1);
        pits = List.copyOf(places.subList(2, 5));
        taken = 0;
        return StepResult.of(view("Walk to the flag."));
    }

    @Override
    public StepResult<View> step(Move move) {
        var next =
                switch (move.direction()) {
                    case "up" -> new Cell(walker.row() - 1, walker.column());
                    case "down" -> new Cell(walker.row() + 1, walker.column());
                    case "left" -> new Cell(walker.row(), walker.column() - 1);
                    case "right" -> new Cell(walker.row(), walker.column() + 1);
                    default ->
                        throw InvalidActionException.of("/direction", "one of up, down, left, right", move.direction());
                };
        if (next.row() < 0 || next.row() >= ROWS || next.column() < 0 || next.column() >= COLUMNS) {
            throw InvalidActionException.of("/direction", "a step that stays on the grid", move.direction());
        }
        walker = next;
        taken++;
        if (walker.equals(flag)) {
            return StepResult.terminated(view("There."), 1.0);
        }
        if (pits.contains(walker)) {
            return StepResult.terminated(view("Fell into a pit."), -1.0);
        }
        var result = StepResult.of(view("Go on."), -0.1);
        return taken >= MOST_STEPS ? result.withEnd(false, true) : result;
    }

    private View view(String message) {
        return new View(walker.row(), walker.column(), List.of(text().split("\n")), message);
    }

    @Override
    public String text() {
        var lines = new StringBuilder();
        for (var row = 0; row < ROWS; row++) {
            for (var column = 0; column < COLUMNS; column++) {
                var cell = new Cell(row, column);
                lines.append(cell.equals(walker) ? '@' : cell.equals(flag) ? 'F' : pits.contains(cell) ? 'o' : '.');
            }
            lines.append(row < ROWS - 1 ? "\n" : "");
        }
        return lines.toString();
    }

    @Override
    public Optional<String> svg() {
        var svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + 40 * COLUMNS + " "
                + 40 * ROWS + "\"><style>.c{fill:#eef1f4;stroke:#fff;stroke-width:2}</style>");
        for (var row = 0; row < ROWS; row++) {
            for (var column = 0; column < COLUMNS; column++) {
                svg.append("<rect class=\"c\" width=\"40\" height=\"40\" x=\"" + 40 * column + "\" y=\"" + 40 * row
                        + "\"/>");
            }
        }
        pits.forEach(pit -> svg.append(circle(pit, "#3b4149")));
        svg.append("<path fill=\"#d55e00\" d=\"M" + (40 * flag.column() + 13) + " " + (40 * flag.row() + 8)
                + "v24h3v-10l14-7-14-7z\"/>");
        return Optional.of(
                svg.append(circle(walker, "#0072b2")).append("</svg>").toString());
    }

    private static String circle(Cell cell, String colour) {
        return "<circle r=\"13\" fill=\"" + colour + "\" cx=\"" + (40 * cell.column() + 20) + "\" cy=\""
                + (40 * cell.row() + 20) + "\"/>";
    }
}
