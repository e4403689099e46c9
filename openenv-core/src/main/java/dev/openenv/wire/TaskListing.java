package dev.openenv.wire;

import dev.openenv.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The capability of a world to list its own tasks over the Task API of the wire, for worlds that know them only when they
 * are open. A provider with a {@link dev.openenv.TaskSet} needs none of this: the server lists the set. The server finds it
 * with {@link dev.openenv.Environment#find}; each call gets a world of its own.
 *
 * <p>Every method may throw {@link UnsupportedOperationException} (the client reads that the method is not supported),
 * {@link java.util.NoSuchElementException} (there is no such split) and {@link IndexOutOfBoundsException} (there is no
 * such task).
 *
 * <p>Confined to one thread at a time.
 *
 * <pre>{@code
 * public List<Object> splits() {
 *     return List.of("train", "test");
 * }
 *
 * public List<JsonObject> tasks(String split) {
 *     return tickets.in(split).map(ticket -> JsonObject.of("id", ticket.id())).toList();
 * }
 * }</pre>
 */
public interface TaskListing {

    /**
     * The splits.
     *
     * @return a name, or an object with {@code name}, {@code type} and more, for each
     */
    List<Object> splits();

    /**
     * The public part of the tasks of a split, in order.
     *
     * @param split its name
     * @return an object for each
     */
    List<JsonObject> tasks(String split);

    /**
     * How many tasks a split has.
     *
     * @param split its name
     * @return at least 0
     */
    default int numberOfTasks(String split) {
        return tasks(split).size();
    }

    /**
     * One task.
     *
     * @param split its split
     * @param index its place, from 0; a negative one counts from the end, where the world likes that
     * @return the public part
     */
    default JsonObject task(String split, int index) {
        var tasks = tasks(split);
        return tasks.get(index < 0 ? index + tasks.size() : index);
    }

    /**
     * The tasks between two places. Places outside are cut to the split, negative ones count from the end.
     *
     * @param split its name
     * @param start the first, null for the first of all
     * @param stop the one after the last, null for the end
     * @return an object for each, in order
     */
    default List<JsonObject> taskRange(String split, @Nullable Integer start, @Nullable Integer stop) {
        var tasks = tasks(split);
        var from = place(start == null ? 0 : start, tasks.size());
        var to = place(stop == null ? tasks.size() : stop, tasks.size());
        return from < to ? new ArrayList<>(tasks.subList(from, to)) : List.of();
    }

    private static int place(int index, int size) {
        return Math.max(0, Math.min(size, index < 0 ? index + size : index));
    }
}
