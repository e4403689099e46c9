package dev.openenv.environments.maze;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Walls and free cells. Immutable.
 *
 * @param rows from the top; 0 free, 1 wall
 * @param exit the cell to reach
 */
record MazeMap(List<List<Integer>> rows, Cell exit) {

    /** The one map of the environment, from the top; 1 is a wall. */
    private static final List<String> LAYOUT = List.of(
            "00000100", //
            "11010101",
            "00010001",
            "01111100",
            "00000010",
            "10111000",
            "00001010",
            "01100000");

    /** The order in which moves are listed. */
    private static final List<Integer> ORDER = List.of(MazeMove.LEFT, MazeMove.RIGHT, MazeMove.UP, MazeMove.DOWN);

    MazeMap {
        rows = rows.stream().map(List::copyOf).toList();
    }

    static MazeMap standard() {
        var rows = LAYOUT.stream()
                .map(row -> row.chars().mapToObj(mark -> mark - '0').toList())
                .toList();
        return new MazeMap(rows, new Cell(rows.get(0).size() - 1, rows.size() - 1));
    }

    int columns() {
        return rows.get(0).size();
    }

    boolean inside(Cell cell) {
        return cell.row() >= 0 && cell.row() < rows.size() && cell.column() >= 0 && cell.column() < columns();
    }

    boolean free(Cell cell) {
        return inside(cell) && rows.get(cell.row()).get(cell.column()) == 0;
    }

    List<Integer> movesFrom(Cell cell) {
        return ORDER.stream().filter(action -> free(cell.after(action))).toList();
    }

    List<Cell> freeCells() {
        var cells = new ArrayList<Cell>();
        for (var row = 0; row < rows.size(); row++) {
            for (var column = 0; column < columns(); column++) {
                var cell = new Cell(column, row);
                if (free(cell)) {
                    cells.add(cell);
                }
            }
        }
        return cells;
    }

    /** A shortest way to the exit by breadth-first search, as moves; empty when there is none or nothing to walk. */
    List<Integer> shortestWay(Cell start) {
        var arrivals = new Integer[rows.size()][columns()];
        var reached = new ArrayList<Cell>(List.of(exit));
        for (var next = 0; next < reached.size() && !reached.contains(start); next++) {
            for (var action : movesFrom(reached.get(next))) {
                var cell = reached.get(next).after(action);
                if (arrivals[cell.row()][cell.column()] == null && !cell.equals(exit)) {
                    arrivals[cell.row()][cell.column()] = opposite(action);
                    reached.add(cell);
                }
            }
        }
        if (!reached.contains(start)) {
            return List.of();
        }
        var way = new ArrayList<Integer>();
        for (var cell = start; !cell.equals(exit); ) {
            var action = arrivals[cell.row()][cell.column()];
            way.add(action);
            cell = cell.after(action);
        }
        return Collections.unmodifiableList(way);
    }

    static int opposite(int action) {
        return action ^ 1;
    }
}
