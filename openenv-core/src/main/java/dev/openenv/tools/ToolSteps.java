package dev.openenv.tools;

import dev.openenv.CapacityException;
import dev.openenv.DeadlineExceededException;
import dev.openenv.StepResult;
import dev.openenv.json.JsonObject;
import dev.openenv.wire.StepKeywords;
import dev.openenv.wrap.AbandonedThreads;
import dev.openenv.wrap.TimedCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers tool actions in the steps of a world: what fails becomes an observation, and each call has a time limit, 30
 * seconds if neither the step nor the tool says otherwise. A tool that is out of time is interrupted; one that ignores that is left behind on its
 * thread, may still run beside later calls, and is counted until it returns.
 *
 * <p>Confined to one thread at a time, as its world is.
 *
 * <pre>{@code
 * private final ToolSteps steps = ToolSteps.of(tools);
 *
 * public StepResult<ToolObservation> step(ToolAction action) {
 *     return steps.step(action);
 * }
 *
 * public void close() {
 *     steps.close();
 * }
 * }</pre>
 */
public final class ToolSteps implements StepKeywords, AutoCloseable {

    /** The time for one call unless something else is said. */
    public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(30);

    private static final String ERROR_TYPE = "error_type";
    private static final int MOST_ABANDONED_THREADS = 8;
    private static final double MOST_NANOS = 4e18;

    private final Tools tools;
    private final Duration limit;
    private final AbandonedThreads abandoned;
    private final TimedCalls calls;
    private final ParallelCalls beside;
    private @Nullable Duration nextLimit;

    private ToolSteps(Tools tools, Duration limit, AbandonedThreads abandoned) {
        this.tools = Objects.requireNonNull(tools, "tools");
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("a limit must be above zero, got " + limit);
        }
        this.limit = limit;
        this.abandoned = abandoned;
        calls = new TimedCalls(abandoned);
        beside = new ParallelCalls(abandoned);
    }

    /**
     * Steps with the usual limit.
     *
     * @param tools what can be called
     * @return the steps, before their first
     */
    public static ToolSteps of(Tools tools) {
        return new ToolSteps(tools, DEFAULT_LIMIT, new AbandonedThreads(MOST_ABANDONED_THREADS));
    }

    /**
     * Steps of the same tools with another limit.
     *
     * @param each the time for one call, above zero
     * @return new steps with a thread of their own
     */
    public ToolSteps withLimit(Duration each) {
        return new ToolSteps(tools, each, abandoned);
    }

    /**
     * Steps of the same tools that count threads together with others, so that all of them are bounded.
     *
     * @param shared the count
     * @return new steps with a thread of their own
     */
    public ToolSteps withAbandonedThreads(AbandonedThreads shared) {
        return new ToolSteps(tools, limit, Objects.requireNonNull(shared, "shared"));
    }

    /**
     * What an action leads to. The limit of {@link #nextStep} is used up.
     *
     * @param action what the agent does
     * @return a list or a reply, without reward and end; a failing tool is a reply with an error
     * @throws dev.openenv.OpenEnvException only when the calling thread was interrupted
     */
    public StepResult<ToolObservation> step(ToolAction action) {
        var asked = nextLimit;
        nextLimit = null;
        if (action instanceof CallTool call) {
            return told(call(call, time(call, asked), calls));
        }
        if (action instanceof CodeAct) {
            var why = "this environment runs no code; call its tools one by one";
            return StepResult.of(CodeReply.failed(CodeError.of(CodeErrorKind.REFUSED, why)));
        }
        return action instanceof CallTools several
                ? StepResult.of(ToolReplies.of(several(several.calls(), asked)))
                : list(asked == null ? limit : asked);
    }

    /** A refusal, for which the wire has no name, stands beside the reply. */
    private static StepResult<ToolObservation> told(ToolReply reply) {
        var result = StepResult.<ToolObservation>of(reply);
        return reply.error()
                .filter(error -> error.kind() == ToolErrorKind.REFUSED)
                .map(error -> result.withMetadata(JsonObject.of(ERROR_TYPE, error.type())))
                .orElse(result);
    }

    /** Starts those that may run beside others, makes the others one by one, then waits for the first. */
    private List<ToolReply> several(List<CallTool> all, @Nullable Duration asked) {
        var replies = new ArrayList<Future<ToolReply>>(all.size());
        for (var call : all) {
            replies.add(
                    tools.parallel(call.name()) ? beside.start(timed -> call(call, time(call, asked), timed)) : null);
        }
        for (var i = 0; i < all.size(); i++) {
            if (replies.get(i) == null) {
                replies.set(i, CompletableFuture.completedFuture(call(all.get(i), time(all.get(i), asked), calls)));
            }
        }
        return ParallelCalls.all(replies);
    }

    private StepResult<ToolObservation> list(Duration time) {
        try {
            return StepResult.of(
                    ToolList.of(calls.call("the list of tools", time, () -> attempt("list", tools::list))));
        } catch (ToolException | DeadlineExceededException | CapacityException e) {
            var why = JsonObject.of("error", words(e), ERROR_TYPE, "list_tools_failed");
            return StepResult.<ToolObservation>of(ToolList.of(List.of())).withMetadata(why);
        }
    }

    /**
     * What a call leads to, outside of a step of its own.
     *
     * @param call which tool, with what
     * @param atMost how long it may take, above zero; a shorter limit of the tool holds, too
     * @return the reply; a failing tool is a reply with an error
     * @throws dev.openenv.OpenEnvException only when the calling thread was interrupted
     */
    public ToolReply call(CallTool call, Duration atMost) {
        var usual = time(call, null);
        return call(call, atMost.compareTo(usual) < 0 ? atMost : usual, calls);
    }

    private Duration time(CallTool call, @Nullable Duration asked) {
        return asked == null ? tools.limit(call.name()).orElse(limit) : asked;
    }

    private ToolReply call(CallTool call, Duration time, TimedCalls timed) {
        var name = call.name();
        try {
            Supplier<ToolResult> body = () -> attempt(name, () -> tools.call(name, call.arguments()));
            return ToolReply.of(name, timed.call("tool '" + name + "'", time, body));
        } catch (ToolException e) {
            return ToolReply.failed(name, e.error());
        } catch (DeadlineExceededException e) {
            var message = "Tool '" + name + "' timed out after " + seconds(e.limit()) + " seconds";
            return ToolReply.failed(name, ToolError.of(ToolErrorKind.TIMEOUT, message));
        } catch (CapacityException e) {
            return ToolReply.failed(name, ToolError.of(ToolErrorKind.EXECUTION_ERROR, words(e)));
        }
    }

    /** Nothing that a tool throws may look like a failure of the call itself. */
    private static <T> T attempt(String name, Supplier<T> body) {
        try {
            return Objects.requireNonNull(body.get(), "the tool gave null");
        } catch (ToolException e) {
            throw e;
        } catch (RuntimeException e) {
            throw ToolException.failed(name, e);
        }
    }

    private static String words(Throwable e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    /**
     * Takes a {@code timeout_s} in place of the limit, for one step.
     *
     * @param keywords what came beside the action
     */
    @Override
    public void nextStep(JsonObject keywords) {
        nextLimit = limit(keywords).orElse(null);
    }

    /**
     * The time that the keywords of a step ask for.
     *
     * @param keywords what came beside the action
     * @return {@code timeout_s}, at least a nanosecond; empty when they ask for none
     */
    public static Optional<Duration> limit(JsonObject keywords) {
        var seconds = keywords.number("timeout_s");
        return seconds.isPresent()
                ? Optional.of(Duration.ofNanos((long) Math.max(1, Math.min(seconds.getAsDouble() * 1e9, MOST_NANOS))))
                : Optional.empty();
    }

    /**
     * Threads of tools that never came back.
     *
     * @return the count
     */
    public AbandonedThreads abandonedThreads() {
        return abandoned;
    }

    /** Ends the threads on which tools are called. */
    @Override
    public void close() {
        beside.close();
        calls.close();
    }
}
