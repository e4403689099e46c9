package dev.openenv.environments.openspiel;

import java.util.ArrayList;
import java.util.List;

/**
 * 2048 on 4 x 4 cells: all tiles slide one way, two equal ones merge, then a new tile appears. Over when 2048 is made or
 * nothing can move.
 */
final class TwentyFortyEight implements Position {

    static final int UP = 0;
    static final int RIGHT = 1;
    static final int DOWN = 2;
    static final int LEFT = 3;
    static final int SIDE = 4;
    static final int GOAL = 2048;

    private static final int CELLS = SIDE * SIDE;

    private final int[] tiles;
    private final int score;
    private final int pending;
    private final List<Integer> actions;

    private TwentyFortyEight(int[] tiles, int score, int pending) {
        this.tiles = tiles;
        this.score = score;
        this.pending = pending;
        this.actions = pending > 0 ? spawns() : moves();
    }

    static TwentyFortyEight start() {
        return new TwentyFortyEight(new int[CELLS], 0, 2);
    }

    /** A board with the agent on turn. */
    static TwentyFortyEight of(int... tiles) {
        if (tiles.length != CELLS) {
            throw new IllegalArgumentException("a board has " + CELLS + " cells, got " + tiles.length);
        }
        return new TwentyFortyEight(tiles.clone(), 0, 0);
    }

    @Override
    public int player() {
        if (pending > 0) {
            return CHANCE;
        }
        return actions.isEmpty() ? OVER : 0;
    }

    @Override
    public List<Integer> actions() {
        return actions;
    }

    /** Outcome 2c is a 2 on cell c, outcome 2c + 1 a 4. */
    @Override
    public int weight(int outcome) {
        return outcome % 2 == 0 ? 9 : 1;
    }

    @Override
    public TwentyFortyEight after(int action) {
        var next = tiles.clone();
        if (pending > 0) {
            next[action / 2] = action % 2 == 0 ? 2 : 4;
            return new TwentyFortyEight(next, 0, pending - 1);
        }
        var gained = slide(next, action);
        return new TwentyFortyEight(next, gained, holds(next, GOAL) ? 0 : 1);
    }

    @Override
    public double reward(int player) {
        return score;
    }

    @Override
    public List<Double> view(int player) {
        var view = new InfoState(CELLS);
        for (var cell = 0; cell < CELLS; cell++) {
            if (tiles[cell] > 0) {
                view.put(cell, tiles[cell]);
            }
        }
        return view.list();
    }

    @Override
    public String text(int player) {
        var rule = "+------+------+------+------+";
        var text = new StringBuilder(rule);
        for (var cell = 0; cell < CELLS; cell++) {
            text.append(cell % SIDE == 0 ? "\n|" : "|");
            var tile = tiles[cell] == 0 ? "" : Integer.toString(tiles[cell]);
            text.append(" ".repeat(5 - tile.length())).append(tile).append(' ');
            if (cell % SIDE == SIDE - 1) {
                text.append("|\n").append(rule);
            }
        }
        return text.toString();
    }

    private List<Integer> spawns() {
        var outcomes = new ArrayList<Integer>(2 * CELLS);
        for (var cell = 0; cell < CELLS; cell++) {
            if (tiles[cell] == 0) {
                outcomes.add(2 * cell);
                outcomes.add(2 * cell + 1);
            }
        }
        return List.copyOf(outcomes);
    }

    private List<Integer> moves() {
        if (holds(tiles, GOAL)) {
            return List.of();
        }
        var legal = new ArrayList<Integer>(4);
        for (var direction = UP; direction <= LEFT; direction++) {
            if (moves(direction)) {
                legal.add(direction);
            }
        }
        return List.copyOf(legal);
    }

    private boolean moves(int direction) {
        for (var line = 0; line < SIDE; line++) {
            for (var place = 1; place < SIDE; place++) {
                var tile = tiles[cell(direction, line, place)];
                var ahead = tiles[cell(direction, line, place - 1)];
                if (tile != 0 && (ahead == 0 || ahead == tile)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Slides the tiles in place and returns the sum of those made by merging; each merges once. */
    private static int slide(int[] tiles, int direction) {
        var gained = 0;
        for (var line = 0; line < SIDE; line++) {
            var free = 0;
            var mergeable = false;
            for (var place = 0; place < SIDE; place++) {
                var from = cell(direction, line, place);
                var tile = tiles[from];
                if (tile == 0) {
                    continue;
                }
                tiles[from] = 0;
                if (mergeable && tiles[cell(direction, line, free - 1)] == tile) {
                    tiles[cell(direction, line, free - 1)] = 2 * tile;
                    gained += 2 * tile;
                    mergeable = false;
                } else {
                    tiles[cell(direction, line, free)] = tile;
                    free++;
                    mergeable = true;
                }
            }
        }
        return gained;
    }

    /** The cell at a place of a line, counted from the wall towards which the tiles slide. */
    private static int cell(int direction, int line, int place) {
        return switch (direction) {
            case UP -> place * SIDE + line;
            case RIGHT -> line * SIDE + SIDE - 1 - place;
            case DOWN -> (SIDE - 1 - place) * SIDE + line;
            case LEFT -> line * SIDE + place;
            default -> throw new IllegalArgumentException("no direction " + direction);
        };
    }

    private static boolean holds(int[] tiles, int tile) {
        for (var each : tiles) {
            if (each >= tile) {
                return true;
            }
        }
        return false;
    }
}
