package dev.openenv;

import dev.openenv.json.JsonObject;

/**
 * What an agent is asked to do in one episode: the public side. How the episode starts and what the grader knows is in
 * {@link Grading}, which the agent never sees.
 *
 * <pre>{@code
 * Task.of("ticket-7", "hard", "Merge the duplicates.", JsonObject.of("queue", "network"));
 * }</pre>
 */
public interface Task {

    /** The split of a task that names none. */
    String DEFAULT_SPLIT = "test";

    /**
     * The task's id, unique in its set.
     *
     * @return not blank
     */
    String id();

    /**
     * The part of the set the task belongs to, for example {@code train} or {@code test}.
     *
     * @return the split, {@value #DEFAULT_SPLIT} by default
     */
    default String split() {
        return DEFAULT_SPLIT;
    }

    /**
     * What the agent is told.
     *
     * @return the instruction, empty when the observation says it all
     */
    default String instruction() {
        return "";
    }

    /**
     * Public inputs of the task.
     *
     * @return the inputs, empty by default
     */
    default JsonObject inputs() {
        return JsonObject.empty();
    }

    /**
     * A task without an instruction.
     *
     * @param id unique in its set, not blank
     * @return the task
     */
    static Task of(String id) {
        return of(id, DEFAULT_SPLIT, "", JsonObject.empty());
    }

    /**
     * A task with an instruction.
     *
     * @param id unique in its set, not blank
     * @param instruction what the agent is told
     * @return the task
     */
    static Task of(String id, String instruction) {
        return of(id, DEFAULT_SPLIT, instruction, JsonObject.empty());
    }

    /**
     * A task with everything.
     *
     * @param id unique in its set, not blank
     * @param split the part of the set it belongs to, not blank
     * @param instruction what the agent is told
     * @param inputs public inputs
     * @return the task
     */
    static Task of(String id, String split, String instruction, JsonObject inputs) {
        return new PlainTask(id, split, instruction, inputs);
    }
}
