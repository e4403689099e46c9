package dev.openenv;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happened in an episode, as a value: it can be recorded, replayed, compared, scored again and shown.
 *
 * <p>Immutable. It holds the public side of the task only.
 *
 * <pre>{@code
 * trajectory.outcome();          // SOLVED
 * trajectory.totalReward();      // 1.0
 * trajectory.steps().get(0).action();
 * }</pre>
 *
 * @param <A> the action type
 * @param <O> the observation type
 */
public final class Trajectory<A extends Action, O extends Observation> {

    private final String environment;
    private final String environmentVersion;
    private final String episodeId;
    private final String agent;
    private final Task task;
    private final int attempt;
    private final ResetOptions resetOptions;
    private final @Nullable StepResult<O> initial;
    private final @Nullable Drawing initialDrawing;
    private final List<TrajectoryStep<A, O>> steps;
    private final Outcome outcome;
    private final @Nullable Failure failure;
    private final @Nullable Grade grade;
    private final Usage usage;
    private final Duration duration;
    private final double totalReward;
    private final int stepCount;

    private Trajectory(Builder<A, O> builder) {
        environment = builder.environment;
        environmentVersion = builder.environmentVersion;
        episodeId = builder.episodeId;
        agent = builder.agent;
        task = builder.task;
        attempt = builder.attempt;
        resetOptions = builder.resetOptions;
        initial = builder.initial;
        initialDrawing = builder.initialDrawing;
        steps = List.copyOf(builder.steps);
        outcome = builder.outcome;
        failure = builder.failure;
        grade = builder.grade;
        usage = builder.usage;
        duration = builder.duration;
        var rewards = initial == null ? 0 : initial.rewardOrZero();
        var taken = 0;
        for (var step : steps) {
            var result = step.result();
            if (result.isPresent()) {
                taken++;
                rewards += result.get().rewardOrZero();
            }
        }
        totalReward = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, rewards));
        stepCount = taken;
    }

    /**
     * Starts a trajectory.
     *
     * @param environment the environment's name
     * @param environmentVersion the environment's version
     * @param episodeId the episode's id
     * @param <A> the action type
     * @param <O> the observation type
     * @return a builder
     */
    public static <A extends Action, O extends Observation> Builder<A, O> builder(
            String environment, String environmentVersion, String episodeId) {
        return new Builder<>(environment, environmentVersion, episodeId);
    }

    /**
     * A builder that holds what this trajectory holds.
     *
     * @return a builder
     */
    public Builder<A, O> toBuilder() {
        var builder = new Builder<A, O>(environment, environmentVersion, episodeId);
        builder.agent = agent;
        builder.task = task;
        builder.attempt = attempt;
        builder.resetOptions = resetOptions;
        builder.initial = initial;
        builder.initialDrawing = initialDrawing;
        builder.steps.addAll(steps);
        builder.outcome = outcome;
        builder.failure = failure;
        builder.grade = grade;
        builder.usage = usage;
        builder.duration = duration;
        return builder;
    }

    /**
     * The environment's name.
     *
     * @return as in its spec
     */
    public String environment() {
        return environment;
    }

    /**
     * The environment's version.
     *
     * @return as in its spec
     */
    public String environmentVersion() {
        return environmentVersion;
    }

    /**
     * The episode's id.
     *
     * @return 1 to 255 characters
     */
    public String episodeId() {
        return episodeId;
    }

    /**
     * The agent's name.
     *
     * @return the name in the run, {@code agent} by default
     */
    public String agent() {
        return agent;
    }

    /**
     * The public side of the task.
     *
     * @return the task
     */
    public Task task() {
        return task;
    }

    /**
     * Which attempt at the task this was.
     *
     * @return from 0
     */
    public int attempt() {
        return attempt;
    }

    /**
     * How the episode was started, seed included.
     *
     * @return the options
     */
    public ResetOptions resetOptions() {
        return resetOptions;
    }

    /**
     * What reset gave.
     *
     * @return the first result, or empty when reset failed
     */
    public Optional<StepResult<O>> initial() {
        return Optional.ofNullable(initial);
    }

    /**
     * The world after reset.
     *
     * @return the picture, or empty when none was made
     */
    public Optional<Drawing> initialDrawing() {
        return Optional.ofNullable(initialDrawing);
    }

    /**
     * The actions in order, refused ones included.
     *
     * @return the steps
     */
    public List<TrajectoryStep<A, O>> steps() {
        return steps;
    }

    /**
     * How the episode came out.
     *
     * @return the outcome
     */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * Why the episode failed.
     *
     * @return the failure, or empty when nothing failed
     */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * The grader's verdict.
     *
     * @return the grade, or empty when no grader ran
     */
    public Optional<Grade> grade() {
        return Optional.ofNullable(grade);
    }

    /**
     * What the agent used.
     *
     * @return the sum of its reports
     */
    public Usage usage() {
        return usage;
    }

    /**
     * How long the episode took.
     *
     * @return wall time from reset to the end
     */
    public Duration duration() {
        return duration;
    }

    /**
     * The sum of all rewards.
     *
     * @return finite; 0 when there were none. A sum beyond the range of a double is the largest or smallest double
     */
    public double totalReward() {
        return totalReward;
    }

    /**
     * Steps that the environment took; refused actions are not counted.
     *
     * @return at least 0
     */
    public int stepCount() {
        return stepCount;
    }

    /**
     * What the last reset or accepted step gave.
     *
     * @return the result, or empty when reset failed
     */
    public Optional<StepResult<O>> last() {
        for (var i = steps.size() - 1; i >= 0; i--) {
            var result = steps.get(i).result();
            if (result.isPresent()) {
                return result;
            }
        }
        return initial();
    }

    /**
     * Whether the episode came to its own end.
     *
     * @return true when the last result says so
     */
    public boolean terminated() {
        return last().map(StepResult::terminated).orElse(false);
    }

    /**
     * Whether the episode was cut off by the environment or a wrapper.
     *
     * @return true when the last result says so
     */
    public boolean truncated() {
        return last().map(StepResult::truncated).orElse(false);
    }

    @Override
    public String toString() {
        return "Trajectory[" + environment + " " + episodeId + ", task=" + task.id() + ", agent=" + agent + ", "
                + outcome + ", steps=" + stepCount + ", reward=" + totalReward + "]";
    }

    /**
     * Collects what happens. Confined to one thread at a time.
     *
     * @param <A> the action type
     * @param <O> the observation type
     */
    public static final class Builder<A extends Action, O extends Observation> {

        private final String environment;
        private final String environmentVersion;
        private final String episodeId;
        private String agent = "agent";
        private Task task;
        private int attempt;
        private ResetOptions resetOptions = ResetOptions.defaults();
        private @Nullable StepResult<O> initial;
        private @Nullable Drawing initialDrawing;
        private final List<TrajectoryStep<A, O>> steps = new ArrayList<>();
        private Outcome outcome = Outcome.CANCELLED;
        private @Nullable Failure failure;
        private @Nullable Grade grade;
        private Usage usage = Usage.none();
        private Duration duration = Duration.ZERO;

        private Builder(String environment, String environmentVersion, String episodeId) {
            this.environment = Objects.requireNonNull(environment, "environment");
            this.environmentVersion = Objects.requireNonNull(environmentVersion, "environmentVersion");
            this.episodeId = Objects.requireNonNull(episodeId, "episodeId");
            this.task = Task.of(episodeId.isBlank() ? "episode" : episodeId);
        }

        /**
         * Says who plays.
         *
         * @param name the agent's name in the run
         * @return this builder
         */
        public Builder<A, O> agent(String name) {
            agent = Objects.requireNonNull(name, "agent");
            return this;
        }

        /**
         * Says what is asked, and which try this is.
         *
         * @param value the public side of the task
         * @param number the attempt, from 0
         * @return this builder
         */
        public Builder<A, O> task(Task value, int number) {
            task = Objects.requireNonNull(value, "task");
            attempt = number;
            return this;
        }

        /**
         * Says how the episode is started.
         *
         * @param value the options as given to reset, seed included
         * @return this builder
         */
        public Builder<A, O> resetOptions(ResetOptions value) {
            resetOptions = Objects.requireNonNull(value, "resetOptions");
            return this;
        }

        /**
         * Says what reset gave.
         *
         * @param value the first result
         * @param drawing the world after reset, or null when none was made
         * @return this builder
         */
        public Builder<A, O> initial(StepResult<O> value, @Nullable Drawing drawing) {
            initial = Objects.requireNonNull(value, "initial");
            initialDrawing = drawing;
            return this;
        }

        /**
         * Adds a step.
         *
         * @param step what was done and what came of it
         * @return this builder
         */
        public Builder<A, O> add(TrajectoryStep<A, O> step) {
            steps.add(Objects.requireNonNull(step, "step"));
            return this;
        }

        /**
         * Says how the episode came out.
         *
         * @param value the outcome
         * @param why the failure, or null when nothing failed
         * @return this builder
         */
        public Builder<A, O> outcome(Outcome value, @Nullable Failure why) {
            outcome = Objects.requireNonNull(value, "outcome");
            failure = why;
            return this;
        }

        /**
         * Says what the grader found.
         *
         * @param value the verdict
         * @return this builder
         */
        public Builder<A, O> grade(Grade value) {
            grade = Objects.requireNonNull(value, "grade");
            return this;
        }

        /**
         * Says what the agent used in all.
         *
         * @param value the sum
         * @return this builder
         */
        public Builder<A, O> usage(Usage value) {
            usage = Objects.requireNonNull(value, "usage");
            return this;
        }

        /**
         * Says how long it took.
         *
         * @param value wall time from reset to the end
         * @return this builder
         */
        public Builder<A, O> duration(Duration value) {
            duration = Objects.requireNonNull(value, "duration");
            return this;
        }

        /**
         * Makes the trajectory.
         *
         * @return what was collected so far
         */
        public Trajectory<A, O> build() {
            return new Trajectory<>(this);
        }
    }
}
