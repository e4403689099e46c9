package dev.openenv.environments.snake;

import dev.openenv.Policy;
import java.util.List;

/**
 * Plays {@link Snake}: it takes a shortest way to the fruit if it could still reach its own tail after eating, and
 * otherwise makes room by a detour to its tail. A way to the tail is a way to survive, since the tail moves on.
 *
 * <p>It sees the order of its cells only by remembering its moves, so it must act from the first observation of an episode
 * on. Confined to one episode.
 */
public final class CarefulSnake implements Policy<Turn, SnakeView> {

    private static final boolean[] WALLS = walls();

    private int[] body = {};

    /** A player for one episode. */
    public CarefulSnake() {}

    @Override
    public Turn act(SnakeView view) {
        var fruit = remember(view.grid());
        var next = fruit < 0 ? -1 : towardsFruit(fruit);
        if (next < 0) {
            next = towardsTail();
        }
        if (next < 0) {
            next = towardsSpace();
        }
        return turnTo(next);
    }

    /** Takes in where the snake is, head first; returns the cell of the fruit, or -1. */
    private int remember(List<List<Integer>> grid) {
        var fruit = -1;
        var seen = new int[Field.CELLS];
        var length = 1;
        for (var cell = 0; cell < Field.CELLS; cell++) {
            switch (grid.get(cell / Field.SIZE).get(cell % Field.SIZE)) {
                case Field.FRUIT -> fruit = cell;
                case Field.HEAD -> seen[0] = cell;
                case Field.BODY, Field.TAIL -> seen[length++] = cell;
                default -> {}
            }
        }
        if (body.length == 0) {
            body = straighten(seen, length, grid);
        } else {
            var moved = new int[length];
            moved[0] = seen[0];
            System.arraycopy(body, 0, moved, 1, length - 1);
            body = moved;
        }
        return fruit;
    }

    /** The first snake has three cells: only its tail must be put last. */
    private static int[] straighten(int[] seen, int length, List<List<Integer>> grid) {
        var cells = new int[length];
        cells[0] = seen[0];
        var next = 1;
        for (var i = 1; i < length; i++) {
            var isTail = grid.get(seen[i] / Field.SIZE).get(seen[i] % Field.SIZE) == Field.TAIL;
            cells[isTail ? length - 1 : next++] = seen[i];
        }
        return cells;
    }

    private int towardsFruit(int fruit) {
        var toFruit = Distances.from(fruit, blocked(body));
        var first = nearer(body[0], toFruit, Integer.MAX_VALUE);
        if (first < 0) {
            return -1;
        }
        var way = toFruit.to(first) + 1;
        var after = new int[body.length + 1];
        var cell = first;
        for (var step = 0; step < way; step++) {
            var place = way - 1 - step;
            if (place < after.length) {
                after[place] = cell;
            }
            cell = nearer(cell, toFruit, toFruit.to(cell));
        }
        if (after.length > way) {
            System.arraycopy(body, 0, after, way, after.length - way);
        }
        return distanceToTail(after) > 0 ? first : -1;
    }

    private static int nearer(int cell, Distances distances, int than) {
        var nearest = -1;
        var least = than;
        for (var step : Field.STEPS) {
            var steps = distances.to(cell + step);
            if (steps >= 0 && steps < least) {
                least = steps;
                nearest = cell + step;
            }
        }
        return nearest;
    }

    /** The safe move with the longest way to the tail, or -1. */
    private int towardsTail() {
        var blocked = blocked(body);
        var longest = 0;
        var choice = -1;
        for (var step : Field.STEPS) {
            var next = body[0] + step;
            if (!blocked[next]) {
                var after = new int[body.length];
                after[0] = next;
                System.arraycopy(body, 0, after, 1, body.length - 1);
                var distance = distanceToTail(after);
                if (distance > longest) {
                    longest = distance;
                    choice = next;
                }
            }
        }
        return choice;
    }

    private int towardsSpace() {
        var blocked = blocked(body);
        var largest = 0;
        var choice = body[0] + (body[0] - body[1]);
        for (var step : Field.STEPS) {
            var next = body[0] + step;
            if (!blocked[next] && Distances.from(next, blocked).reached() > largest) {
                largest = Distances.from(next, blocked).reached();
                choice = next;
            }
        }
        return choice;
    }

    private static int distanceToTail(int[] snake) {
        return Distances.from(snake[0], blocked(snake)).to(snake[snake.length - 1]);
    }

    /** Walls and the snake without its tail. */
    private static boolean[] blocked(int[] snake) {
        var blocked = WALLS.clone();
        for (var i = 0; i < snake.length - 1; i++) {
            blocked[snake[i]] = true;
        }
        return blocked;
    }

    private static boolean[] walls() {
        var walls = new boolean[Field.CELLS];
        var field = new Field();
        for (var cell = 0; cell < Field.CELLS; cell++) {
            walls[cell] = field.at(cell) == Field.WALL;
        }
        return walls;
    }

    private Turn turnTo(int next) {
        var ahead = direction(body[0] - body[1]);
        return switch ((direction(next - body[0]) - ahead + 4) % 4) {
            case 1 -> new Turn(Turn.RIGHT);
            case 3 -> new Turn(Turn.LEFT);
            default -> new Turn(Turn.STRAIGHT);
        };
    }

    private static int direction(int step) {
        for (var direction = 0; direction < Field.STEPS.length; direction++) {
            if (Field.STEPS[direction] == step) {
                return direction;
            }
        }
        throw new IllegalStateException("no neighbour is " + step + " cells away");
    }
}
