package dev.openenv.junit.assertions;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.Trajectory;
import dev.openenv.codec.PrintableText;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import dev.openenv.junit.golden.GoldenEpisode;
import dev.openenv.junit.golden.GoldenEpisodes;
import dev.openenv.recording.IgnoredValues;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.assertj.core.api.ObjectAssert;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * Assertions on one episode: how it came out, what the agent did, what it saw.
 *
 * <p>When one fails, its message tells the last steps, the outcome, and, for an episode of a test, where it is
 * recorded. An episode that ended by a failure of the environment or was cancelled says nothing about the agent:
 * whatever is asserted of it fails and says so first, but for {@link #hasOutcome} and {@link #hasFailure}, which may
 * ask for it.
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
        extends AbstractEpisodeAssert<EpisodeAssert<A, O>, A, O> {

    /**
     * Assertions on a trajectory; see {@link OpenEnvAssertions#assertThat(Trajectory)}.
     *
     * @param actual the episode
     */
    public EpisodeAssert(Trajectory<A, O> actual) {
        super(actual, type());
    }

    @SuppressWarnings("unchecked") // there is one class for all actions and observations
    private static <A extends Action, O extends Observation> Class<EpisodeAssert<A, O>> type() {
        return (Class<EpisodeAssert<A, O>>) (Class<?>) EpisodeAssert.class;
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
                .or(() -> KnownTools.missing(tool, played))
                .orElseGet(this::calls));
        return ToolCallsAssert.of(this, name, uses, problem);
    }

    /**
     * A tool was not called, neither by an action nor by code. In an episode of a test it has to be one of the
     * environment's: a misspelt name fails, as nobody could have called it.
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
        var problem = use.map(one -> "it was, in step " + one.step() + (one.byCode() ? " by code" : "") + ": " + one)
                .or(this::noTools)
                .or(() -> uses().stream().anyMatch(one -> one.tool().equals(tool))
                        ? Optional.empty()
                        : KnownTools.missing(tool, played));
        return require(
                problem.isEmpty(),
                "'" + PrintableText.of(tool) + "' never to be called" + with,
                () -> problem.orElse(""));
    }

    /**
     * Some tools were called one after the other; there may be calls before, between and after.
     *
     * <pre>{@code
     * assertThat(episode).calledInOrder("search", "close_ticket", "submit");
     * }</pre>
     *
     * @param tools their names, at least one
     * @return this
     * @throws IllegalArgumentException when there is none
     */
    public EpisodeAssert<A, O> calledInOrder(String... tools) {
        if (tools.length == 0) {
            throw new IllegalArgumentException("no tools to look for");
        }
        var expected = "calls in the order " + String.join(", ", tools);
        ToolUse last = null;
        for (var tool : tools) {
            var before = last;
            last = uses().stream()
                    .filter(use -> use.tool().equals(tool) && (before == null || before.before(use)))
                    .findFirst()
                    .orElse(null);
            if (last == null) {
                var where = before == null ? "" : " after step " + before.step() + " (" + before + ")";
                return require(false, expected, () -> noTools()
                        .orElse("there is no '" + PrintableText.of(tool) + "'" + where));
            }
        }
        return require(noTools().isEmpty(), expected, () -> noTools().orElse(""));
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
     * The agent was not shown some secrets: not in the task, an observation, a result of a tool, an error, what code
     * printed, or metadata. Texts are searched as they are and in the spellings that give them away as well: JSON, URL,
     * Base64, hexadecimal, backwards.
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
     * The agent told nobody some secrets: not in an action, and not in a call that its code made. Searched as
     * {@link #neverSaw} does.
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
        var secrets = Arrays.stream(texts).map(Secret::new).toList();
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
                : has(step) ? actual.steps().get(step - 1).result() : Optional.<StepResult<O>>empty();
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
     * The state in which the episode left the environment. The episode is played again in a fresh environment, with the
     * same seed and the same actions, and that one is asked; so it must be one that gives the same for the same.
     *
     * <pre>{@code
     * assertThat(episode).finalState().satisfies(state -> assertThat(state.values().integer("open")).hasValue(0));
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
     * The same happened as in another episode: it began alike, and actions, observations, rewards and outcome are
     * equal. Time, usage, ids and versions are not compared.
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
        var difference = golden.firstDifference(golden(), IgnoredValues.at("/environment_version"));
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
}
