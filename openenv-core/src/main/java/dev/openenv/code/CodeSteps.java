package dev.openenv.code;

import dev.openenv.StepResult;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.CodeAct;
import dev.openenv.tools.CodeError;
import dev.openenv.tools.CodeErrorKind;
import dev.openenv.tools.CodeReply;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolError;
import dev.openenv.tools.ToolErrorKind;
import dev.openenv.tools.ToolObservation;
import dev.openenv.tools.ToolReply;
import dev.openenv.tools.ToolSteps;
import dev.openenv.tools.Tools;
import dev.openenv.wire.StepKeywords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers tool actions in the steps of a world as {@link ToolSteps} does, and code actions, too: the same tools, checked and
 * timed in the same way, are functions in the code.
 *
 * <p>Confined to one thread at a time, as its world is.
 *
 * <pre>{@code
 * private final CodeSteps steps = CodeSteps.of(tools, ToolSteps.of(tools), List.of(executor));
 *
 * public StepResult<ToolObservation> step(ToolAction action) {
 *     return steps.step(action);
 * }
 * }</pre>
 */
public final class CodeSteps implements StepKeywords, AutoCloseable {

    private final Tools tools;
    private final ToolSteps steps;
    private final Map<String, CodeExecutor> executors;
    private final Map<String, CodeSession> sessions = new HashMap<>();
    private JsonObject keywords = JsonObject.empty();

    private CodeSteps(Tools tools, ToolSteps steps, Map<String, CodeExecutor> executors) {
        this.tools = tools;
        this.steps = steps;
        this.executors = executors;
    }

    /**
     * Steps of some tools.
     *
     * @param tools what can be called
     * @param steps answers the other actions, and calls the tools for the code; closed with these
     * @param executors run the code, one for each language; not closed
     * @return the steps, before their first
     * @throws IllegalArgumentException when two speak the same language
     */
    public static CodeSteps of(Tools tools, ToolSteps steps, List<CodeExecutor> executors) {
        var byLanguage = executors.stream()
                .collect(Collectors.toMap(CodeExecutor::language, Function.identity(), (one, other) -> {
                    throw new IllegalArgumentException("two executors for " + one.language());
                }));
        return new CodeSteps(
                Objects.requireNonNull(tools, "tools"), Objects.requireNonNull(steps, "steps"), byLanguage);
    }

    /**
     * What an action leads to. The keywords of {@link #nextStep} are used up.
     *
     * @param action what the agent does
     * @return the observation, without reward and end; what fails is told in it
     * @throws dev.openenv.OpenEnvException when the thread was interrupted, or no place for the code could be had
     */
    public StepResult<ToolObservation> step(ToolAction action) {
        var asked = keywords;
        keywords = JsonObject.empty();
        if (action instanceof CodeAct act && !executors.isEmpty()) {
            return StepResult.of(run(act, ToolSteps.limit(asked).orElse(null)));
        }
        steps.nextStep(asked);
        return steps.step(action);
    }

    private CodeReply run(CodeAct act, @Nullable Duration asked) {
        var executor = executors.get(act.language());
        if (executor == null) {
            return refused(act.language());
        }
        var session = sessions.computeIfAbsent(act.language(), language -> executor.open());
        var calls = new Calls(executor.limits(), asked);
        var over = true;
        try {
            var reply = session.run(act.code(), calls);
            over = reply.error().filter(CodeError::variablesLost).isPresent();
            return reply.withCalls(calls.made);
        } finally {
            if (over) {
                sessions.remove(act.language());
                session.close();
            }
        }
    }

    private CodeReply refused(String language) {
        var known = String.join(", ", executors.keySet().stream().sorted().toList());
        var why = "this environment runs no code in '" + language + "', only in " + known;
        return CodeReply.failed(CodeError.of(CodeErrorKind.REFUSED, why));
    }

    /** The world as one code action sees it. */
    private final class Calls implements CodeHost {

        private final List<CodeReply.Call> made = new ArrayList<>();
        private final Duration limit;
        private final int most;
        private final long start = System.nanoTime();

        Calls(CodeLimits limits, @Nullable Duration asked) {
            limit = asked == null ? limits.time() : asked;
            most = limits.calls();
        }

        @Override
        public List<ToolDescriptor> tools() {
            return tools.list();
        }

        @Override
        public ToolReply call(CallTool call) {
            if (made.size() >= most) {
                var why = ToolError.of(ToolErrorKind.REFUSED, "more than " + most + " calls in one action");
                return ToolReply.failed(call.name(), why);
            }
            var left = limit.minusNanos(System.nanoTime() - start);
            var reply = steps.call(call, left.isNegative() || left.isZero() ? Duration.ofNanos(1) : left);
            made.add(new CodeReply.Call(call, reply));
            return reply;
        }

        @Override
        public Duration limit() {
            return limit;
        }
    }

    /** Forgets the variables: another episode begins. */
    public void reset() {
        sessions.values().forEach(CodeSession::close);
        sessions.clear();
    }

    /**
     * Takes a {@code timeout_s} in place of the limit, for one step.
     *
     * @param next what came beside the action
     */
    @Override
    public void nextStep(JsonObject next) {
        keywords = Objects.requireNonNull(next, "next");
    }

    /** Ends the code and the threads on which tools are called. */
    @Override
    public void close() {
        reset();
        steps.close();
    }
}
