package dev.openenv.junit.assertions;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.codec.PrintableText;
import dev.openenv.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the calls of one tool in an episode. {@code with}, {@link #succeeding} and {@link #failing} narrow what
 * follows to some of the calls, and fail when none is left; the others count and compare what is left.
 *
 * <p>Confined to one thread at a time.
 *
 * <pre>{@code
 * assertThat(episode)
 *         .called("close_ticket").with("id", 7).once().before("submit")
 *         .and().called("search").atMost(3);
 * }</pre>
 *
 * @param <A> the actions of the episode
 * @param <O> the observations of the episode
 */
public class ToolCallsAssert<A extends Action, O extends Observation>
        extends AbstractAssert<ToolCallsAssert<A, O>, List<ToolUse>> {

    private static final int SHOWN = 5;
    private static final int WIDEST = 100;

    private @Nullable EpisodeAssert<A, O> episode;
    private @Nullable OpenEnvSoftAssertionsProvider soft;
    private String name = "the tool";

    /**
     * Assertions on calls; see {@link EpisodeAssert#called}.
     *
     * @param actual the calls in their order
     */
    public ToolCallsAssert(List<ToolUse> actual) {
        super(actual, ToolCallsAssert.class);
    }

    /** Calls of a tool in an episode, or what is left when there is a problem with them and it is only collected. */
    static <A extends Action, O extends Observation> ToolCallsAssert<A, O> of(
            EpisodeAssert<A, O> episode, String name, List<ToolUse> uses, @Nullable AssertionError problem) {
        return made(episode, name, uses, SoftNavigation.after(problem, episode.soft));
    }

    @SuppressWarnings("unchecked") // the proxy is made for the type of its actual value
    private static <A extends Action, O extends Observation> ToolCallsAssert<A, O> made(
            EpisodeAssert<A, O> episode,
            String name,
            List<ToolUse> uses,
            @Nullable OpenEnvSoftAssertionsProvider soft) {
        ToolCallsAssert<A, O> calls =
                soft == null ? new ToolCallsAssert<>(uses) : soft.proxy(ToolCallsAssert.class, List.class, uses);
        calls.episode = episode;
        calls.soft = soft;
        calls.name = name;
        return calls;
    }

    /**
     * Those calls that had an argument.
     *
     * <pre>{@code
     * assertThat(episode).called("close_ticket").with("id", 7);
     * }</pre>
     *
     * @param argument its name
     * @param value its value, what {@link JsonObject} can hold
     * @return assertions on the calls with this argument
     * @throws AssertionError when there is none
     */
    public ToolCallsAssert<A, O> with(String argument, @Nullable Object value) {
        return with(JsonObject.of(argument, value));
    }

    /**
     * Those calls that had some arguments, and perhaps others beside them.
     *
     * <pre>{@code
     * assertThat(episode).called("assign").with(Map.of("id", 7, "person", "ada"));
     * }</pre>
     *
     * @param arguments by name, what {@link JsonObject} can hold
     * @return assertions on the calls with these arguments
     * @throws AssertionError when there is none
     */
    public ToolCallsAssert<A, O> with(Map<String, ?> arguments) {
        return with(JsonObject.copyOf(arguments));
    }

    private ToolCallsAssert<A, O> with(JsonObject some) {
        return narrowed(use -> has(use.arguments(), some), " with " + CallText.of(some));
    }

    /**
     * Those calls whose arguments are of some kind.
     *
     * <pre>{@code
     * assertThat(episode).called("comment").with(arguments -> arguments.string("text").orElse("").contains("sorry"));
     * }</pre>
     *
     * @param arguments which arguments are meant
     * @return assertions on the calls with such arguments
     * @throws AssertionError when there is none
     */
    public ToolCallsAssert<A, O> with(Predicate<JsonObject> arguments) {
        return narrowed(use -> arguments.test(use.arguments()), " with such arguments");
    }

    /**
     * Those calls that had these arguments and no others.
     *
     * <pre>{@code
     * assertThat(episode).called("search").withExactly(Map.of("word", "printer"));
     * }</pre>
     *
     * @param arguments by name, what {@link JsonObject} can hold
     * @return assertions on the calls with exactly these arguments
     * @throws AssertionError when there is none
     */
    public ToolCallsAssert<A, O> withExactly(Map<String, ?> arguments) {
        var all = JsonObject.copyOf(arguments);
        return narrowed(use -> use.arguments().equals(all), " with exactly " + CallText.of(all));
    }

    /**
     * Those calls to which the tool gave a result.
     *
     * <pre>{@code
     * assertThat(episode).called("close_ticket").succeeding().once();
     * }</pre>
     *
     * @return assertions on the calls that succeeded
     * @throws AssertionError when there is none
     */
    public ToolCallsAssert<A, O> succeeding() {
        return narrowed(ToolUse::succeeded, " successfully");
    }

    /**
     * Those calls that failed: the tool replied with an error, or was not reached.
     *
     * <pre>{@code
     * assertThat(episode).called("close_ticket").failing().atMost(1);
     * }</pre>
     *
     * @return assertions on the calls that failed
     * @throws AssertionError when there is none
     */
    public ToolCallsAssert<A, O> failing() {
        return narrowed(use -> !use.succeeded(), " and to fail");
    }

    private ToolCallsAssert<A, O> narrowed(Predicate<ToolUse> test, String how) {
        var rest = actual.stream().filter(test).toList();
        var problem = problem(!rest.isEmpty(), name + " to be called" + how, this::list);
        return made(Objects.requireNonNull(episode), name + how, rest, SoftNavigation.after(problem, soft));
    }

    /**
     * There was one of these calls.
     *
     * <pre>{@code
     * assertThat(episode).called("submit").once();
     * }</pre>
     *
     * @return this
     */
    public ToolCallsAssert<A, O> once() {
        return times(1);
    }

    /**
     * There were this many of these calls.
     *
     * <pre>{@code
     * assertThat(episode).called("comment").times(2);
     * }</pre>
     *
     * @param number at least 1
     * @return this
     * @throws IllegalArgumentException when the number is below 1: say {@link EpisodeAssert#neverCalled}
     */
    public ToolCallsAssert<A, O> times(int number) {
        return require(actual.size() == positive(number), name + " to be called " + times(number, ""), this::list);
    }

    /**
     * There were this many of these calls, or more.
     *
     * <pre>{@code
     * assertThat(episode).called("search").atLeast(2);
     * }</pre>
     *
     * @param number at least 1
     * @return this
     * @throws IllegalArgumentException when the number is below 1
     */
    public ToolCallsAssert<A, O> atLeast(int number) {
        return require(
                actual.size() >= positive(number), name + " to be called at least " + times(number, ""), this::list);
    }

    /**
     * There were no more than this many of these calls.
     *
     * <pre>{@code
     * assertThat(episode).called("search").atMost(3);
     * }</pre>
     *
     * @param number at least 1
     * @return this
     * @throws IllegalArgumentException when the number is below 1: say {@link EpisodeAssert#neverCalled}
     */
    public ToolCallsAssert<A, O> atMost(int number) {
        return require(
                actual.size() <= positive(number), name + " to be called at most " + times(number, ""), this::list);
    }

    private static int positive(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("a number of calls is at least 1, got " + number + "; say neverCalled");
        }
        return number;
    }

    private static String times(int number, String before) {
        return before + (number == 1 ? "once" : number + " times");
    }

    /**
     * The first of these calls was made before the first call of another tool, and that was called, too. Calls that one
     * action makes together are not one before the other, calls in one piece of code are.
     *
     * <pre>{@code
     * assertThat(episode).called("ask_customer").before("close_ticket");
     * }</pre>
     *
     * @param other the name of the other tool
     * @return this
     */
    public ToolCallsAssert<A, O> before(String other) {
        if (actual.isEmpty()) {
            return this;
        }
        var first = actual.get(0);
        var rival = others(other).stream().findFirst();
        return require(
                rival.filter(first::before).isPresent(),
                name + " to be called before '" + PrintableText.of(other) + "'",
                () -> rival.map(use -> "it was in step " + first.step() + ", and '" + PrintableText.of(other)
                                + "' in step " + use.step())
                        .orElse("'" + PrintableText.of(other) + "' was never called"));
    }

    /**
     * The last of these calls was made after the last call of another tool, and that was called, too.
     *
     * <pre>{@code
     * assertThat(episode).called("submit").after("close_ticket");
     * }</pre>
     *
     * @param other the name of the other tool
     * @return this
     */
    public ToolCallsAssert<A, O> after(String other) {
        if (actual.isEmpty()) {
            return this;
        }
        var last = actual.get(actual.size() - 1);
        var all = others(other);
        var rival = all.isEmpty() ? null : all.get(all.size() - 1);
        return require(
                rival != null && rival.before(last),
                name + " to be called after '" + PrintableText.of(other) + "'",
                () -> rival == null
                        ? "'" + PrintableText.of(other) + "' was never called"
                        : "it was in step " + last.step() + ", and '" + PrintableText.of(other) + "' in step "
                                + rival.step());
    }

    private List<ToolUse> others(String tool) {
        return ToolUses.of(Objects.requireNonNull(episode).trajectory()).stream()
                .filter(use -> use.tool().equals(tool))
                .toList();
    }

    /**
     * Each of these calls succeeded.
     *
     * <pre>{@code
     * assertThat(episode).called("close_ticket").allSucceeding();
     * }</pre>
     *
     * @return this
     */
    public ToolCallsAssert<A, O> allSucceeding() {
        return require(actual.stream().allMatch(ToolUse::succeeded), name + " always to succeed", this::list);
    }

    /**
     * Each of these calls meets some requirements.
     *
     * <pre>{@code
     * assertThat(episode).called("comment").allSatisfy(use -> assertThat(use.step()).isLessThan(5));
     * }</pre>
     *
     * @param requirements throws an {@link AssertionError} for a call that does not meet them
     * @return this
     */
    public ToolCallsAssert<A, O> allSatisfy(Consumer<? super ToolUse> requirements) {
        for (var use : actual) {
            try {
                requirements.accept(use);
            } catch (AssertionError e) {
                return require(
                        false,
                        name + " to meet the requirements at each call",
                        () -> "in step " + use.step() + " it does not: " + use + "\n" + e.getMessage() + "\n");
            }
        }
        return this;
    }

    /**
     * Back to the episode.
     *
     * <pre>{@code
     * assertThat(episode).called("search").once().and().neverCalled("delete_ticket");
     * }</pre>
     *
     * @return the assertions on the episode, from which these came
     */
    public EpisodeAssert<A, O> and() {
        return Objects.requireNonNull(episode);
    }

    static boolean has(JsonObject arguments, JsonObject some) {
        return some.names().stream()
                .allMatch(one -> arguments.has(one) && Objects.equals(arguments.get(one), some.get(one)));
    }

    private String list() {
        var lines = actual.stream()
                .limit(SHOWN)
                .map(use -> "\n  step " + use.step() + (use.byCode() ? ", by code: " : ": ")
                        + ShortText.of(use.toString(), WIDEST) + reply(use))
                .collect(Collectors.joining());
        var more = actual.size() > SHOWN ? "\n  and " + (actual.size() - SHOWN) + " more" : "";
        return (actual.size() == 1 ? "there is this call:" : "there are these " + actual.size() + " calls:") + lines
                + more + "\n";
    }

    static String reply(ToolUse use) {
        return use.reply()
                .flatMap(reply -> reply.error())
                .map(error -> ", which failed: " + ShortText.of(error.toString(), WIDEST))
                .orElse(use.succeeded() ? "" : ", which reached no tool");
    }

    private @Nullable AssertionError problem(boolean holds, String expected, Supplier<String> but) {
        return Objects.requireNonNull(episode).problem(holds, expected, but);
    }

    private ToolCallsAssert<A, O> require(boolean holds, String expected, Supplier<String> but) {
        var problem = problem(holds, expected, but);
        if (problem != null) {
            throw problem;
        }
        return this;
    }
}
