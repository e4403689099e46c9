package dev.openenv.junit.assertions;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.Outcome;
import dev.openenv.Trajectory;
import dev.openenv.codec.PrintableText;
import dev.openenv.rollout.Run;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on all episodes of a run. A rate of a few episodes says little of the next few; a test that repeats
 * episodes and wants an honest verdict says so with the annotations of this kit.
 *
 * <p>Confined to one thread at a time.
 *
 * <pre>{@code
 * assertThat(Rollouts.of(desk).agent(Assistant::new).run())
 *         .hasNoEnvironmentFailures()
 *         .solvedRateAtLeast(0.9);
 * }</pre>
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public class RunAssert<A extends Action, O extends Observation> extends AbstractAssert<RunAssert<A, O>, Run<A, O>> {

    private static final int SHOWN = 8;

    /**
     * Assertions on a run; see {@link OpenEnvAssertions#assertThat(Run)}.
     *
     * @param actual the run
     */
    public RunAssert(Run<A, O> actual) {
        super(actual, RunAssert.class);
    }

    /**
     * At least this share of the episodes that say something about the agent is solved.
     *
     * <pre>{@code
     * assertThat(run).solvedRateAtLeast(0.9);
     * }</pre>
     *
     * @param least from 0 to 1
     * @return this
     * @throws AssertionError when it is less, when nothing declares what solved means, or when no episode counts
     * @throws IllegalArgumentException when the share is not from 0 to 1
     */
    public RunAssert<A, O> solvedRateAtLeast(double least) {
        if (!(least >= 0 && least <= 1)) {
            throw new IllegalArgumentException("a rate is from 0 to 1, got " + least);
        }
        var rate = actual.solvedRate();
        return require(
                rate.isPresent() && rate.getAsDouble() >= least,
                "a solved rate of at least " + least,
                () -> rate.isPresent()
                        ? String.format(Locale.ROOT, "it is %.3f", rate.getAsDouble())
                        : actual.count(Outcome.FINISHED) > 0
                                ? "nothing declares what solved means in '"
                                        + PrintableText.of(actual.spec().name()) + "'"
                                : "no episode says something about the agent");
    }

    /**
     * So many episodes came out in one way.
     *
     * <pre>{@code
     * assertThat(run).hasOutcome(Outcome.TRUNCATED, 2);
     * }</pre>
     *
     * @param outcome the outcome
     * @param episodes how many, at least 0
     * @return this
     */
    public RunAssert<A, O> hasOutcome(Outcome outcome, int episodes) {
        return require(
                actual.count(outcome) == episodes,
                EpisodeStory.count(episodes, "episode") + " that ended as " + outcome,
                () -> "there are " + actual.count(outcome));
    }

    /**
     * Every episode is solved.
     *
     * <pre>{@code
     * assertThat(run).isSolved();
     * }</pre>
     *
     * @return this
     */
    public RunAssert<A, O> isSolved() {
        var episodes = actual.trajectories().size();
        return require(
                episodes > 0 && actual.count(Outcome.SOLVED) == episodes,
                "every episode to be solved",
                () -> actual.count(Outcome.SOLVED) + " of " + episodes + " are");
    }

    /**
     * No episode ended because the environment failed or somebody ended the run.
     *
     * <pre>{@code
     * assertThat(run).hasNoEnvironmentFailures();
     * }</pre>
     *
     * @return this
     */
    public RunAssert<A, O> hasNoEnvironmentFailures() {
        var others = actual.trajectories().stream()
                .filter(one -> !one.outcome().countsForAgent())
                .count();
        return require(others == 0, "every episode to say something about the agent", () -> others + " do not");
    }

    private RunAssert<A, O> require(boolean holds, String expected, Supplier<String> but) {
        isNotNull();
        if (!holds) {
            throw failure("%s", "Expected " + expected + ", but " + but.get() + ".\n\n" + summary());
        }
        return this;
    }

    private String summary() {
        var others = actual.trajectories().stream()
                .filter(one -> one.outcome() != Outcome.SOLVED)
                .toList();
        var lines = others.stream().limit(SHOWN).map(RunAssert::line).collect(Collectors.joining("\n"));
        var more = others.size() > SHOWN ? "\n  and " + (others.size() - SHOWN) + " more" : "";
        return actual.outcomes().entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", ", "Outcomes: ", "\n"))
                + lines
                + more;
    }

    private static String line(Trajectory<?, ?> episode) {
        var failure = episode.failure()
                .map(why -> ", " + ShortText.of(EpisodeStory.failure(why), 120))
                .orElse("");
        return "  task " + PrintableText.of(episode.task().id()) + ", attempt " + episode.attempt() + ": "
                + episode.outcome() + " after " + EpisodeStory.count(episode.stepCount(), "step") + ", reward "
                + episode.totalReward() + failure;
    }
}
