package dev.openenv.junit.assertions;

import dev.openenv.Action;
import dev.openenv.Failure;
import dev.openenv.Observation;
import dev.openenv.Outcome;
import dev.openenv.Trajectory;
import dev.openenv.Usage;
import dev.openenv.codec.PrintableText;
import dev.openenv.junit.PlayedEpisode;
import java.time.Duration;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on how an episode came out and what it took: the first half of {@link EpisodeAssert}.
 *
 * <p>When one fails, its message tells the last steps, the outcome, and, for an episode of a test, where it is
 * recorded. An episode that ended by a failure of the environment or was cancelled says nothing about the agent:
 * whatever is asserted of it fails and says so first, but for {@link #hasOutcome} and {@link #hasFailure}, which may
 * ask for it.
 *
 * <p>Confined to one thread at a time.
 *
 * <pre>{@code
 * assertThat(episode).isSolved().withinSteps(8).rewardBetween(0.5, 1.0);
 * }</pre>
 *
 * @param <S> the type of the assertions
 * @param <A> the actions
 * @param <O> the observations
 */
public abstract class AbstractEpisodeAssert<
                S extends AbstractEpisodeAssert<S, A, O>, A extends Action, O extends Observation>
        extends AbstractAssert<S, Trajectory<A, O>> {

    private static final double SLACK = 1e-9;

    @Nullable
    PlayedEpisode<A, O> played;

    @Nullable
    OpenEnvSoftAssertionsProvider soft;

    AbstractEpisodeAssert(Trajectory<A, O> actual, Class<S> type) {
        super(actual, type);
    }

    /**
     * The agent did what was asked.
     *
     * <pre>{@code
     * assertThat(episode).isSolved();
     * }</pre>
     *
     * @return this
     * @throws AssertionError when it did not, or when nothing declares what solved means: then the message says so
     */
    public S isSolved() {
        return require(actual.outcome() == Outcome.SOLVED, "the episode to be solved", this::wasNotSolved);
    }

    /**
     * The agent did not do what was asked, whether it came to an end, was cut off, gave up or failed.
     *
     * <pre>{@code
     * assertThat(trial.run(new LazyAssistant())).isUnsolved();
     * }</pre>
     *
     * @return this
     * @throws AssertionError when the episode is solved, or when nothing declares what solved means
     */
    public S isUnsolved() {
        var declared = actual.outcome() != Outcome.FINISHED && !nothingDeclared();
        return require(
                actual.outcome() != Outcome.SOLVED && declared, "the episode not to be solved", this::wasNotSolved);
    }

    private String wasNotSolved() {
        if (actual.outcome() == Outcome.FINISHED || (actual.outcome() != Outcome.SOLVED && nothingDeclared())) {
            return "nothing declares what solved means in '" + PrintableText.of(actual.environment())
                    + "', and it is " + actual.outcome()
                    + ".\nGive the environment a success criterion, withSolved(...) of its provider, or the test a grader,"
                    + " or assert on outcome, reward and calls";
        }
        return outcome();
    }

    private String outcome() {
        return "it is " + EpisodeStory.outcome(actual, played);
    }

    private boolean nothingDeclared() {
        return played != null
                && actual.grade().isEmpty()
                && played.world().spec().solved().isEmpty();
    }

    /**
     * The episode came out in one way. This may ask for {@link Outcome#ENVIRONMENT_FAILED} and
     * {@link Outcome#CANCELLED}.
     *
     * <pre>{@code
     * assertThat(episode).hasOutcome(Outcome.TRUNCATED);
     * }</pre>
     *
     * @param expected the outcome
     * @return this
     */
    public S hasOutcome(Outcome expected) {
        if (actual.outcome() == expected) {
            return myself;
        }
        return require(false, "the outcome " + expected, this::outcome);
    }

    /**
     * The episode failed for one reason. This may ask for failures of the environment.
     *
     * <pre>{@code
     * assertThat(episode).hasFailure("deadline_exceeded");
     * }</pre>
     *
     * @param code the code of the failure
     * @return this
     */
    public S hasFailure(String code) {
        if (actual.failure().map(Failure::code).filter(code::equals).isPresent()) {
            return myself;
        }
        return require(false, "a failure '" + code + "'", () -> actual.failure()
                .map(why -> "it is " + EpisodeStory.failure(why))
                .orElse("nothing failed"));
    }

    /**
     * The environment took at most so many steps; refused actions are not counted.
     *
     * <pre>{@code
     * assertThat(episode).isSolved().withinSteps(8);
     * }</pre>
     *
     * @param most the largest number allowed, at least 0
     * @return this
     */
    public S withinSteps(int most) {
        return require(
                actual.stepCount() <= most,
                "at most " + EpisodeStory.count(most, "step"),
                () -> "it took " + actual.stepCount());
    }

    /**
     * The environment took this many steps; refused actions are not counted.
     *
     * <pre>{@code
     * assertThat(episode).hasSteps(3);
     * }</pre>
     *
     * @param expected the number, at least 0
     * @return this
     */
    public S hasSteps(int expected) {
        return require(
                actual.stepCount() == expected,
                EpisodeStory.count(expected, "step"),
                () -> "it took " + actual.stepCount());
    }

    /**
     * The rewards add up to this, up to a difference of 1e-9.
     *
     * <pre>{@code
     * assertThat(episode).hasReward(1.0);
     * }</pre>
     *
     * @param expected the total reward
     * @return this
     */
    public S hasReward(double expected) {
        return hasRewardWithin(expected, SLACK, "a total reward of " + expected);
    }

    /**
     * The rewards add up to about this.
     *
     * <pre>{@code
     * assertThat(episode).hasReward(0.9, within(0.05));
     * }</pre>
     *
     * @param expected the total reward
     * @param offset how far it may be from that, as {@code within} and {@code offset} of AssertJ give it
     * @return this
     */
    public S hasReward(double expected, Offset<Double> offset) {
        return hasRewardWithin(
                expected, offset.value, "a total reward of " + expected + " give or take " + offset.value);
    }

    private S hasRewardWithin(double expected, double offset, String words) {
        return require(Math.abs(actual.totalReward() - expected) <= offset, words, this::reward);
    }

    /**
     * The rewards add up to something between two numbers.
     *
     * <pre>{@code
     * assertThat(episode).rewardBetween(0.5, 1.0);
     * }</pre>
     *
     * @param least the smallest total reward allowed
     * @param most the largest allowed
     * @return this
     * @throws IllegalArgumentException when the first is above the second
     */
    public S rewardBetween(double least, double most) {
        if (!(least <= most)) {
            throw new IllegalArgumentException("no reward is between " + least + " and " + most);
        }
        var reward = actual.totalReward();
        return require(
                reward >= least - SLACK && reward <= most + SLACK,
                "a total reward between " + least + " and " + most,
                this::reward);
    }

    private String reward() {
        return "it is " + actual.totalReward();
    }

    /**
     * The episode came to its own end.
     *
     * <pre>{@code
     * assertThat(episode).isTerminated();
     * }</pre>
     *
     * @return this
     */
    public S isTerminated() {
        return require(actual.terminated(), "the episode to come to its own end", this::end);
    }

    /**
     * The environment cut the episode off.
     *
     * <pre>{@code
     * assertThat(trial.run(new EndlessAssistant())).isTruncated();
     * }</pre>
     *
     * @return this
     */
    public S isTruncated() {
        return require(actual.truncated(), "the environment to cut the episode off", this::end);
    }

    private String end() {
        var terminated = actual.terminated();
        if (terminated || actual.truncated()) {
            return terminated ? "it came to its own end" : EpisodeStory.limit(actual, played);
        }
        return "its last step is no end";
    }

    /**
     * Every action was one that the environment takes.
     *
     * <pre>{@code
     * assertThat(episode).hasNoRefusedActions();
     * }</pre>
     *
     * @return this
     */
    public S hasNoRefusedActions() {
        var steps = actual.steps();
        for (var i = 0; i < steps.size(); i++) {
            var failure = steps.get(i).failure();
            if (failure.isPresent()) {
                var number = i + 1;
                return require(
                        false,
                        "no action to be refused",
                        () -> "in step " + number + " one was: " + EpisodeStory.failure(failure.get()));
            }
        }
        return require(true, "no action to be refused", () -> "");
    }

    /**
     * The agent's model read and wrote at most so many tokens in all.
     *
     * <pre>{@code
     * assertThat(episode).isSolved().withinTokens(20_000);
     * }</pre>
     *
     * @param most the largest number allowed
     * @return this
     * @throws AssertionError when there were more, or when the agent reported no usage
     */
    public S withinTokens(long most) {
        var usage = actual.usage();
        var tokens = usage.inputTokens() + usage.outputTokens();
        return used(
                tokens >= 0 && tokens <= most,
                "at most " + most + " tokens",
                () -> "it used " + usage.inputTokens() + " for input and " + usage.outputTokens() + " for output");
    }

    /**
     * The agent asked its model at most so often.
     *
     * <pre>{@code
     * assertThat(episode).withinModelCalls(10);
     * }</pre>
     *
     * @param most the largest number allowed
     * @return this
     * @throws AssertionError when it asked more often, or when the agent reported no usage
     */
    public S withinModelCalls(long most) {
        var calls = actual.usage().modelCalls();
        return used(calls <= most, "at most " + EpisodeStory.count(most, "model call"), () -> "there were " + calls);
    }

    /**
     * The agent cost at most so much, in the unit in which it reports.
     *
     * <pre>{@code
     * assertThat(episode).withinCost(0.05);
     * }</pre>
     *
     * @param most the largest cost allowed
     * @return this
     * @throws AssertionError when it cost more, or when the agent reported no usage
     */
    public S withinCost(double most) {
        var cost = actual.usage().cost();
        return used(cost <= most + SLACK, "a cost of at most " + most, () -> "it is " + cost);
    }

    private S used(boolean holds, String expected, Supplier<String> but) {
        var none = actual.usage().equals(Usage.none());
        return require(
                holds && !none,
                expected,
                none ? () -> "the agent reported no usage, so nothing can be said; let it call Episode.report" : but);
    }

    /**
     * The episode took at most so long.
     *
     * <pre>{@code
     * assertThat(episode).withinTime(Duration.ofSeconds(5));
     * }</pre>
     *
     * @param most the longest time allowed
     * @return this
     */
    public S withinTime(Duration most) {
        return require(
                actual.duration().compareTo(most) <= 0,
                "at most " + most.toMillis() + " ms",
                () -> "it took " + actual.duration().toMillis() + " ms");
    }

    Trajectory<A, O> trajectory() {
        return actual;
    }

    S require(boolean holds, String expected, Supplier<String> but) {
        var problem = problem(holds, expected, but);
        if (problem != null) {
            throw problem;
        }
        return myself;
    }

    @Nullable
    AssertionError problem(boolean holds, String expected, Supplier<String> but) {
        isNotNull();
        if (!actual.outcome().countsForAgent()) {
            return failed("Expected " + expected + ".");
        }
        if (holds) {
            return null;
        }
        var why = but.get();
        return failed("Expected " + expected + ", but " + (why.endsWith("\n") ? why.stripTrailing() : why + "."));
    }

    AssertionError failed(String problem) {
        return failure("%s", EpisodeStory.of(actual).tell(problem, actual, played));
    }
}
