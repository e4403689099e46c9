package dev.openenv.junit.assertions;

import dev.openenv.Action;
import dev.openenv.Failure;
import dev.openenv.Observation;
import dev.openenv.Outcome;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.Trajectory;
import dev.openenv.Usage;
import dev.openenv.codec.PrintableText;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import dev.openenv.junit.PlayedEpisode;
import dev.openenv.junit.golden.GoldenEpisode;
import dev.openenv.junit.golden.GoldenEpisodes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * Assertions on one episode: how it came out, what the agent did, what it saw.
 *
 * <p>When one fails, its message tells the last steps, the outcome, and, for an episode of a test, where it is recorded. An episode that
 * ended by a failure of the environment or was cancelled says nothing about the agent: whatever is asserted of it fails and
 * says so first, but for {@link #hasOutcome} and {@link #hasFailure}, which may ask for it.
 *
 * <p>Confined to one thread at a time.
 *
 * <pre>{@code
 * assertThat(trial.run(new Assistant()))
 *         .isSolved()
 *         .withinSteps(8)
 *         .neverCalled("delete_ticket")
 *         .called("close_ticket").with("id", 7).once();
 * }</pre>
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public class EpisodeAssert<A extends Action, O extends Observation>
        extends AbstractAssert<EpisodeAssert<A, O>, Trajectory<A, O>> {

    private static final double SLACK = 1e-9;

    @Nullable
    PlayedEpisode<A, O> played;

    @Nullable
    OpenEnvSoftAssertionsProvider soft;

    /**
     * Assertions on a trajectory; see {@link OpenEnvAssertions#assertThat(Trajectory)}.
     *
     * @param actual the episode
     */
    public EpisodeAssert(Trajectory<A, O> actual) {
        super(actual, EpisodeAssert.class);
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
    public EpisodeAssert<A, O> isSolved() {
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
    public EpisodeAssert<A, O> isUnsolved() {
        var declared = actual.outcome() != Outcome.FINISHED && !nothingDeclared();
        return require(
                actual.outcome() != Outcome.SOLVED && declared, "the episode not to be solved", this::wasNotSolved);
    }

    private String wasNotSolved() {
        if (actual.outcome() == Outcome.FINISHED || (actual.outcome() != Outcome.SOLVED && nothingDeclared())) {
            return "nothing declares what solved means in '" + PrintableText.of(actual.environment())
                    + "', and it is " + actual.outcome()
                    + ".\nGive the environment a success criterion or the test a grader, or assert on outcome, reward and calls";
        }
        return "it is " + actual.outcome();
    }

    private boolean nothingDeclared() {
        return played != null
                && actual.grade().isEmpty()
                && played.world().spec().solved().isEmpty();
    }

    /**
     * The episode came out in one way. This may ask for {@link Outcome#ENVIRONMENT_FAILED} and {@link Outcome#CANCELLED}.
     *
     * <pre>{@code
     * assertThat(episode).hasOutcome(Outcome.TRUNCATED);
     * }</pre>
     *
     * @param expected the outcome
     * @return this
     */
    public EpisodeAssert<A, O> hasOutcome(Outcome expected) {
        if (actual.outcome() == expected) {
            return this;
        }
        return require(false, "the outcome " + expected, () -> "it is " + actual.outcome());
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
    public EpisodeAssert<A, O> hasFailure(String code) {
        if (actual.failure().map(Failure::code).filter(code::equals).isPresent()) {
            return this;
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
    public EpisodeAssert<A, O> withinSteps(int most) {
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
    public EpisodeAssert<A, O> hasSteps(int expected) {
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
    public EpisodeAssert<A, O> hasReward(double expected) {
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
    public EpisodeAssert<A, O> hasReward(double expected, Offset<Double> offset) {
        return hasRewardWithin(
                expected, offset.value, "a total reward of " + expected + " give or take " + offset.value);
    }

    private EpisodeAssert<A, O> hasRewardWithin(double expected, double offset, String words) {
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
    public EpisodeAssert<A, O> rewardBetween(double least, double most) {
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
    public EpisodeAssert<A, O> isTerminated() {
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
    public EpisodeAssert<A, O> isTruncated() {
        return require(actual.truncated(), "the environment to cut the episode off", this::end);
    }

    private String end() {
        var terminated = actual.terminated();
        if (terminated || actual.truncated()) {
            return terminated ? "it came to its own end" : "it was cut off";
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
    public EpisodeAssert<A, O> hasNoRefusedActions() {
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
     * A tool was called, by an action of its own or by code. What is said of the calls follows.
     *
     * <pre>{@code
     * assertThat(episode).called("close_ticket").with("id", 7).once().before("submit");
     * }</pre>
     *
     * @param tool its name
     * @return the calls, to be narrowed and counted; {@link ToolCallsAssert#and()} leads back
     */
    public ToolCallsAssert<A, O> called(String tool) {
        var name = "'" + PrintableText.of(tool) + "'";
        var uses = uses().stream().filter(use -> use.tool().equals(tool)).toList();
        var problem = problem(!uses.isEmpty() && noTools().isEmpty(), name + " to be called", () -> noTools()
                .orElseGet(this::calls));
        return ToolCallsAssert.of(this, name, uses, problem);
    }

    /**
     * A tool was not called, neither by an action nor by code.
     *
     * <pre>{@code
     * assertThat(episode).neverCalled("delete_ticket");
     * }</pre>
     *
     * @param tool its name
     * @return this
     */
    public EpisodeAssert<A, O> neverCalled(String tool) {
        return neverCalled(tool, arguments -> true, "");
    }

    /**
     * A tool was not called with some arguments.
     *
     * <pre>{@code
     * assertThat(episode).neverCalled("set_priority", Map.of("priority", "LOW"));
     * }</pre>
     *
     * @param tool its name
     * @param arguments some of its arguments by name; a call has them all when each is there and equal
     * @return this
     */
    public EpisodeAssert<A, O> neverCalled(String tool, Map<String, ?> arguments) {
        var some = JsonObject.copyOf(arguments);
        return neverCalled(tool, given -> ToolCallsAssert.has(given, some), " with " + CallText.of(some));
    }

    /**
     * A tool was not called with arguments of some kind.
     *
     * <pre>{@code
     * assertThat(episode).neverCalled("refund", arguments -> arguments.number("amount").orElse(0) > 100);
     * }</pre>
     *
     * @param tool its name
     * @param arguments which arguments must not be
     * @return this
     */
    public EpisodeAssert<A, O> neverCalled(String tool, Predicate<JsonObject> arguments) {
        return neverCalled(tool, arguments, " with such arguments");
    }

    private EpisodeAssert<A, O> neverCalled(String tool, Predicate<JsonObject> arguments, String with) {
        var use = uses().stream()
                .filter(one -> one.tool().equals(tool) && arguments.test(one.arguments()))
                .findFirst();
        return require(
                use.isEmpty() && noTools().isEmpty(),
                "'" + PrintableText.of(tool) + "' never to be called" + with,
                () -> use.map(one -> "it was, in step " + one.step() + (one.byCode() ? " by code" : "") + ": " + one)
                        .or(this::noTools)
                        .orElse(""));
    }

    /**
     * Some tools were called one after the other; there may be calls before, between and after.
     *
     * <pre>{@code
     * assertThat(episode).calledInOrder("search", "close_ticket", "submit");
     * }</pre>
     *
     * @param tools their names
     * @return this
     */
    public EpisodeAssert<A, O> calledInOrder(String... tools) {
        ToolUse last = null;
        var found = new ArrayList<String>();
        for (var tool : tools) {
            var before = last;
            var next = uses().stream()
                    .filter(use -> use.tool().equals(tool) && (before == null || before.before(use)))
                    .findFirst();
            if (next.isEmpty() || noTools().isPresent()) {
                var where = before == null ? "" : " after step " + before.step() + " (" + before + ")";
                return require(false, "calls in the order " + String.join(", ", tools), () -> noTools()
                        .orElse("there is no '" + PrintableText.of(tool) + "'" + where));
            }
            last = next.get();
            found.add(tool);
        }
        return require(true, "calls in order", found::toString);
    }

    /**
     * No call of a tool failed, whether the agent noticed or not.
     *
     * <pre>{@code
     * assertThat(episode).hasNoFailedCalls();
     * }</pre>
     *
     * @return this
     */
    public EpisodeAssert<A, O> hasNoFailedCalls() {
        var failed = uses().stream().filter(use -> !use.succeeded()).findFirst();
        return require(failed.isEmpty() && noTools().isEmpty(), "no call of a tool to fail", () -> failed.map(
                        use -> "in step " + use.step() + " one did: " + use + ToolCallsAssert.reply(use))
                .or(this::noTools)
                .orElse(""));
    }

    private List<ToolUse> uses() {
        return ToolUses.of(actual);
    }

    private Optional<String> noTools() {
        return ToolUses.otherThanTools(actual)
                .map(action -> "the actions of this episode are no calls of tools; the first is "
                        + ShortText.of(ActionText.of(action), 80));
    }

    private String calls() {
        var tools = uses().stream()
                .map(ToolUse::tool)
                .distinct()
                .map(PrintableText::of)
                .toList();
        return tools.isEmpty() ? "no tool was" : "only these were: " + String.join(", ", tools);
    }

    /**
     * The agent was not shown some secrets: not in the task, an observation, a result of a tool, an error, what code printed, or metadata. Texts are
     * searched as they are and in the spellings that give them away as well: JSON, URL, Base64, hexadecimal, backwards.
     *
     * <p>Neither the message of this and of later assertions on this episode nor the files that are kept of it hold the
     * secrets, so ask this first.
     *
     * <pre>{@code
     * assertThat(episode).neverSaw(System.getenv("DESK_API_KEY")).isSolved();
     * }</pre>
     *
     * @param secrets one or more, not blank
     * @return this
     * @throws IllegalArgumentException when there is none or one is blank
     */
    public EpisodeAssert<A, O> neverSaw(String... secrets) {
        return noLeak("the agent never to see ", secrets, secret -> Leaks.seen(json(), secret));
    }

    /**
     * The agent told nobody some secrets: not in an action, and not in a call that its code made. Searched as {@link
     * #neverSaw} does.
     *
     * <pre>{@code
     * assertThat(episode).neverSent(apiKey);
     * }</pre>
     *
     * @param secrets one or more, not blank
     * @return this
     * @throws IllegalArgumentException when there is none or one is blank
     */
    public EpisodeAssert<A, O> neverSent(String... secrets) {
        return noLeak("the agent never to send ", secrets, secret -> Leaks.sent(json(), uses(), secret));
    }

    private EpisodeAssert<A, O> noLeak(String expected, String[] texts, Function<Secret, Optional<String>> search) {
        if (texts.length == 0) {
            throw new IllegalArgumentException("no secret to look for");
        }
        var secrets = java.util.Arrays.stream(texts).map(Secret::new).toList();
        secrets.forEach(EpisodeStory.of(actual)::hide);
        for (var i = 0; i < secrets.size(); i++) {
            var leak = search.apply(secrets.get(i));
            if (leak.isPresent() || i == secrets.size() - 1) {
                var which = secrets.size() == 1 ? "the secret" : "secret " + (i + 1) + " of " + secrets.size();
                return require(leak.isEmpty(), expected + which, () -> "it did, " + leak.orElse(""));
            }
        }
        return this;
    }

    private Trajectory<JsonAction, JsonObservation> json() {
        return golden().json();
    }

    private GoldenEpisode golden() {
        return played == null ? GoldenEpisode.of(actual) : GoldenEpisode.of(played);
    }

    /**
     * What the agent saw first.
     *
     * <pre>{@code
     * assertThat(episode).firstObservation().extracting(Feedback::guessesLeft).isEqualTo(6);
     * }</pre>
     *
     * @return assertions on what reset gave
     */
    public ObjectAssert<O> firstObservation() {
        return observation(0);
    }

    /**
     * What the agent saw last.
     *
     * <pre>{@code
     * assertThat(episode).lastObservation().isEqualTo(new Feedback("ggggg", 3));
     * }</pre>
     *
     * @return assertions on what the last step that was taken gave, or reset when none was
     */
    public ObjectAssert<O> lastObservation() {
        return navigated(
                actual.last().map(result -> result.observation()).orElse(null), "last observation", "an observation");
    }

    /**
     * What the agent saw after a step.
     *
     * <pre>{@code
     * assertThat(episode).observation(2).satisfies(seen -> assertThat(seen.marks()).contains("g"));
     * }</pre>
     *
     * @param step the number of the action, from 1, refused ones counted; 0 is the reset
     * @return assertions on the observation
     * @throws AssertionError when there is no such step, or it was refused
     */
    public ObjectAssert<O> observation(int step) {
        var result = step == 0
                ? actual.initial()
                : has(step) ? actual.steps().get(step - 1).result() : java.util.Optional.<StepResult<O>>empty();
        var name = step == 0 ? "first observation" : "observation of step " + step;
        return navigated(result.map(one -> one.observation()).orElse(null), name, "an observation of step " + step);
    }

    /**
     * What the agent did in a step.
     *
     * <pre>{@code
     * assertThat(episode).action(1).isEqualTo(new Guess("crane"));
     * }</pre>
     *
     * @param step the number of the action, from 1, refused ones counted
     * @return assertions on the action
     * @throws AssertionError when there is no such step
     */
    public ObjectAssert<A> action(int step) {
        return navigated(
                has(step) ? actual.steps().get(step - 1).action() : null, "action of step " + step, "a step " + step);
    }

    private boolean has(int step) {
        return step >= 1 && step <= actual.steps().size();
    }

    private <T> ObjectAssert<T> navigated(@Nullable T value, String name, String expected) {
        var problem = problem(
                value != null,
                expected,
                () -> "there is none; it has "
                        + EpisodeStory.count(actual.steps().size(), "step"));
        return SoftNavigation.to(value, problem, soft).as(() -> described(name));
    }

    private String described(String name) {
        return EpisodeStory.of(actual).name(name, actual, played);
    }

    /**
     * The state in which the episode left the environment. The episode is played again in a fresh environment, with the same seed and
     * the same actions, and that one is asked; so it must be one that gives the same for the same.
     *
     * <pre>{@code
     * assertThat(episode).finalState().extracting(state -> state.values().integer("open")).isEqualTo(OptionalLong.of(0));
     * }</pre>
     *
     * @return assertions on the state
     * @throws AssertionError when the episode is not of a test, or the environment does not give the same again
     */
    public ObjectAssert<State> finalState() {
        var asked = FinalState.of(played);
        var problem = problem(asked.state() != null, "a state at the end", asked::why);
        return SoftNavigation.to(asked.state(), problem, soft).as(() -> described("final state"));
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
    public EpisodeAssert<A, O> withinTokens(long most) {
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
    public EpisodeAssert<A, O> withinModelCalls(long most) {
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
    public EpisodeAssert<A, O> withinCost(double most) {
        var cost = actual.usage().cost();
        return used(cost <= most + SLACK, "a cost of at most " + most, () -> "it is " + cost);
    }

    private EpisodeAssert<A, O> used(boolean holds, String expected, Supplier<String> but) {
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
    public EpisodeAssert<A, O> withinTime(Duration most) {
        return require(
                actual.duration().compareTo(most) <= 0,
                "at most " + most.toMillis() + " ms",
                () -> "it took " + actual.duration().toMillis() + " ms");
    }

    /**
     * The same happened as in another episode: it began alike, and actions, observations, rewards and outcome are equal. Time, usage, ids and
     * versions are not compared.
     *
     * <pre>{@code
     * assertThat(trial.run(agent).trajectory()).sameAs(before);
     * }</pre>
     *
     * @param expected the other episode
     * @return this
     * @throws AssertionError naming the first difference
     */
    public EpisodeAssert<A, O> sameAs(Trajectory<A, O> expected) {
        Objects.requireNonNull(expected, "expected");
        var world = played == null ? null : played.world();
        var golden = world == null ? GoldenEpisode.of(expected) : GoldenEpisode.of(expected, world);
        var difference =
                golden.firstDifference(golden(), dev.openenv.recording.IgnoredValues.at("/environment_version"));
        return require(
                difference.isEmpty(),
                "the same episode as " + PrintableText.of(expected.episodeId()),
                () -> "the first difference is at " + difference.orElseThrow());
    }

    /**
     * The episode is as its golden one in {@code src/test/golden}; see {@link GoldenEpisodes#standard()}.
     *
     * <pre>{@code
     * assertThat(trial.run(new Assistant())).matchesGolden("closes-duplicates");
     * }</pre>
     *
     * @param name the golden episode
     * @return this
     * @throws AssertionError saying who changed, the agent or the environment
     */
    public EpisodeAssert<A, O> matchesGolden(String name) {
        return matchesGolden(GoldenEpisodes.standard(), name);
    }

    /**
     * The episode is as a golden one.
     *
     * <pre>{@code
     * var golden = GoldenEpisodes.in(Path.of("src/test/desk")).ignoring("/observation/clock");
     * assertThat(episode).matchesGolden(golden, "closes-duplicates");
     * }</pre>
     *
     * @param folder where golden episodes are, and what is ignored
     * @param name the golden episode
     * @return this
     * @throws AssertionError saying who changed, the agent or the environment
     */
    public EpisodeAssert<A, O> matchesGolden(GoldenEpisodes folder, String name) {
        if (played == null) {
            throw new IllegalArgumentException(
                    "a golden episode is compared with a PlayedEpisode, of which the environment is"
                            + " known; make one with PlayedEpisode.of(provider, trajectory, \"name of the test\")");
        }
        try {
            folder.check(name, played);
        } catch (AssertionFailedError e) {
            throw failed(String.valueOf(e.getMessage()));
        }
        return this;
    }

    Trajectory<A, O> trajectory() {
        return actual;
    }

    EpisodeAssert<A, O> require(boolean holds, String expected, Supplier<String> but) {
        var problem = problem(holds, expected, but);
        if (problem != null) {
            throw problem;
        }
        return this;
    }

    @Nullable
    AssertionError problem(boolean holds, String expected, Supplier<String> but) {
        isNotNull();
        if (!actual.outcome().countsForAgent()) {
            return failed("Expected " + expected + ".");
        }
        return holds ? null : failed("Expected " + expected + ", but " + but.get() + ".");
    }

    private AssertionError failed(String problem) {
        return failure("%s", EpisodeStory.of(actual).tell(problem, actual, played));
    }
}
