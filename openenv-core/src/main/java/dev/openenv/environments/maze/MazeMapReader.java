package dev.openenv.environments.maze;

import dev.openenv.Agent;
import dev.openenv.Episode;
import dev.openenv.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Walks a shortest way through {@link Maze}: it reads the map and the exit in the metadata of the first result, searches
 * breadth first and gives up when there is no way.
 */
public final class MazeMapReader implements Agent<MazeMove, MazeView> {

    /** A player that reads the map. */
    public MazeMapReader() {}

    @Override
    public void play(Episode<MazeMove, MazeView> episode) {
        var first = episode.last();
        var map = map(first.metadata());
        if (map.isEmpty()) {
            return;
        }
        for (var action : map.get().shortestWay(cell(first.observation().currentPosition()))) {
            if (episode.done()) {
                return;
            }
            episode.step(new MazeMove(action));
        }
    }

    private static Optional<MazeMap> map(JsonObject metadata) {
        return metadata.list("maze").flatMap(rows -> metadata.list("exit_cell")
                .map(exit ->
                        new MazeMap(rows.stream().map(MazeMapReader::numbers).toList(), cell(numbers(exit)))));
    }

    private static Cell cell(List<Integer> position) {
        return new Cell(position.get(0), position.get(1));
    }

    private static List<Integer> numbers(Object list) {
        return ((List<?>) list)
                .stream().map(number -> ((Number) number).intValue()).toList();
    }
}
