package dev.openenv;

import dev.openenv.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tasks in order, each with its {@link Grading} apart.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * var tasks = TaskSet.builder()
 *         .add(Task.of("easy", "Reach the goal."), Grading.of(ResetOptions.seed(1)))
 *         .add(Task.of("hard", "Reach the goal."), Grading.of(ResetOptions.seed(2).with("columns", 12)))
 *         .build();
 * var words = TaskSet.seeds("word", 0, 100);
 * }</pre>
 */
public final class TaskSet {

    private static final TaskSet EMPTY = new TaskSet(new LinkedHashMap<>(), new LinkedHashMap<>());

    private final Map<String, Task> tasks;
    private final Map<String, Grading> gradings;

    private TaskSet(Map<String, Task> tasks, Map<String, Grading> gradings) {
        this.tasks = Collections.unmodifiableMap(tasks);
        this.gradings = gradings;
    }

    /**
     * No tasks.
     *
     * @return the empty set
     */
    public static TaskSet empty() {
        return EMPTY;
    }

    /**
     * Tasks that differ by seed only: {@code <prefix>-<seed>}.
     *
     * @param prefix the start of each id, not blank
     * @param firstSeed the first task's seed
     * @param count how many, at least 0
     * @return the tasks
     */
    public static TaskSet seeds(String prefix, long firstSeed, int count) {
        return seeds(prefix, firstSeed, count, Task.DEFAULT_SPLIT, "");
    }

    /**
     * Tasks that differ by seed only, with a split and an instruction.
     *
     * @param prefix the start of each id, not blank
     * @param firstSeed the first task's seed
     * @param count how many, at least 0
     * @param split the split of all of them
     * @param instruction what the agent is told
     * @return the tasks
     */
    public static TaskSet seeds(String prefix, long firstSeed, int count, String split, String instruction) {
        var builder = builder();
        for (var seed = firstSeed; seed < firstSeed + count; seed++) {
            builder.add(
                    Task.of(prefix + "-" + seed, split, instruction, JsonObject.empty()),
                    Grading.of(ResetOptions.seed(seed)));
        }
        return builder.build();
    }

    /**
     * Starts a set.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The tasks in order.
     *
     * @return the public side of each
     */
    public List<Task> tasks() {
        return List.copyOf(tasks.values());
    }

    /**
     * How many tasks there are.
     *
     * @return at least 0
     */
    public int size() {
        return tasks.size();
    }

    /**
     * Whether there are none.
     *
     * @return true when the set is empty
     */
    public boolean isEmpty() {
        return tasks.isEmpty();
    }

    /**
     * The task with this id.
     *
     * @param id a task's id
     * @return the task
     * @throws IllegalArgumentException when there is none
     */
    public Task task(String id) {
        var task = tasks.get(id);
        if (task == null) {
            throw unknown(id);
        }
        return task;
    }

    /**
     * The hidden side of a task: for runs and graders, never for agents.
     *
     * @param id a task's id
     * @return its grading
     * @throws IllegalArgumentException when there is no such task
     */
    public Grading grading(String id) {
        var grading = gradings.get(id);
        if (grading == null) {
            throw unknown(id);
        }
        return grading;
    }

    /**
     * The splits, in the order they first appear.
     *
     * @return the names
     */
    public Set<String> splits() {
        var splits = new LinkedHashSet<String>();
        tasks.values().forEach(task -> splits.add(task.split()));
        return Collections.unmodifiableSet(splits);
    }

    /**
     * The tasks of one split.
     *
     * @param split its name
     * @return a smaller set, in the same order
     */
    public TaskSet split(String split) {
        return filter(task -> task.split().equals(split));
    }

    /**
     * The tasks that pass a test.
     *
     * @param test says which to keep
     * @return a smaller set, in the same order
     */
    public TaskSet filter(Predicate<? super Task> test) {
        var builder = builder();
        for (var task : tasks.values()) {
            if (test.test(task)) {
                builder.add(task, grading(task.id()));
            }
        }
        return builder.build();
    }

    /**
     * The first tasks.
     *
     * @param count how many at most, at least 0
     * @return a smaller set, in the same order
     */
    public TaskSet limit(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("count must be at least 0, got " + count);
        }
        var first = new LinkedHashSet<>(new ArrayList<>(tasks.keySet()).subList(0, Math.min(count, size())));
        return filter(task -> first.contains(task.id()));
    }

    @Override
    public String toString() {
        return "TaskSet[" + size() + " tasks, splits=" + splits() + "]";
    }

    private static IllegalArgumentException unknown(String id) {
        return new IllegalArgumentException("no task with the id '" + id + "' in this set");
    }

    /** Collects tasks. */
    public static final class Builder {

        private final Map<String, Task> tasks = new LinkedHashMap<>();
        private final Map<String, Grading> gradings = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds a task that starts with default options and has no key.
         *
         * @param task the task
         * @return this builder
         * @throws IllegalArgumentException when the id is taken
         */
        public Builder add(Task task) {
            return add(task, Grading.nothing());
        }

        /**
         * Adds a task and its hidden side. Of the task a copy of its four public parts is kept, so that nothing else a
         * task object may hold reaches an agent.
         *
         * @param task the task
         * @param grading how it starts and what the grader knows
         * @return this builder
         * @throws IllegalArgumentException when the id is taken
         */
        public Builder add(Task task, Grading grading) {
            var open = Task.of(task.id(), task.split(), task.instruction(), task.inputs());
            if (tasks.putIfAbsent(open.id(), open) != null) {
                throw new IllegalArgumentException("two tasks have the id '" + task.id() + "'");
            }
            gradings.put(open.id(), grading);
            return this;
        }

        /**
         * Makes the set.
         *
         * @return the tasks added so far
         */
        public TaskSet build() {
            return tasks.isEmpty() ? EMPTY : new TaskSet(new LinkedHashMap<>(tasks), Map.copyOf(gradings));
        }
    }
}
