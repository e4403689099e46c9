package dev.openenv.junit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.OpenEnvException;
import dev.openenv.code.CodeExecutor;
import dev.openenv.code.CodeHost;
import dev.openenv.code.CodeLimits;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.CodeErrorKind;
import dev.openenv.tools.CodeReply;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolReply;
import dev.openenv.tools.ToolResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * What holds for every place where the code of agents runs: variables, tools, errors, limits, closing. Extend it and say how
 * the executor is made.
 *
 * <pre>{@code
 * class MyExecutorTest extends CodeExecutorContract {
 *     protected CodeExecutor executor(CodeLimits limits) { return MyExecutor.create().withLimits(limits); }
 * }
 * }</pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
public abstract class CodeExecutorContract {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_OUTPUT = 200;
    private static final int SESSIONS = 3;

    private CodeExecutor executor;

    /** For subclasses. */
    @SuppressWarnings("NullAway.Init") // made before the first test
    protected CodeExecutorContract() {}

    /**
     * Makes an executor that can keep {@value #SESSIONS} sessions.
     *
     * @param limits what it has to keep
     * @return the executor, which the suite closes
     */
    protected abstract CodeExecutor executor(CodeLimits limits);

    /**
     * How things are said in the executor's language.
     *
     * @return Python's phrases, unless overridden
     */
    protected CodePhrases phrases() {
        return CodePhrases.python();
    }

    @BeforeAll
    void start() {
        executor = executor(CodeLimits.defaults().withOutput(MOST_OUTPUT));
    }

    @AfterAll
    void stop() {
        if (executor != null) {
            executor.close();
            executor.close();
        }
    }

    /** A host with one tool, which doubles and remembers who called. */
    private static final class Doubling implements CodeHost {

        private final Duration limit;
        private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
        private final Thread thread = Thread.currentThread();

        Doubling(Duration limit) {
            this.limit = limit;
        }

        @Override
        public List<ToolDescriptor> tools() {
            var number = JsonObject.of("type", "integer");
            var schema = JsonObject.of("type", "object", "properties", JsonObject.of("n", number))
                    .with("required", List.of("n"));
            return List.of(ToolDescriptor.of("twice", "Doubles.", schema));
        }

        @Override
        public ToolReply call(CallTool call) {
            calls.add(call.name() + call.arguments().get("n") + (Thread.currentThread() == thread));
            var n = call.arguments().get("n") instanceof Number number ? number.longValue() : 0;
            return ToolReply.of(call.name(), ToolResult.of(2 * n));
        }

        @Override
        public Duration limit() {
            return limit;
        }
    }

    private static CodeHost host() {
        return new Doubling(PATIENCE);
    }

    private static CodeErrorKind error(CodeReply reply) {
        return reply.error()
                .orElseThrow(() -> new AssertionError("no error: " + reply))
                .kind();
    }

    @Test
    void itSaysWhatItSpeaksAndWhatConfinesIt() {
        assertThat(executor.language()).isNotBlank().isLowerCase();
        assertThat(executor.confinement()).isNotBlank();
        assertThat(executor.limits().output()).isEqualTo(MOST_OUTPUT);
    }

    @Test
    void whatIsPrintedAndTheValueComeBack() {
        try (var session = executor.open()) {
            assertThat(session.run(phrases().print("hello"), host()).output().strip())
                    .isEqualTo("hello");
            assertThat(session.run(phrases().assign("x", 41), host()).value()).isEmpty();
            assertThat(session.run(phrases().read("x"), host()).value()).contains(41L);
        }
    }

    @Test
    void variablesStayInTheirSession() {
        try (var one = executor.open();
                var two = executor.open()) {
            one.run(phrases().assign("x", 1), host());
            two.run(phrases().assign("x", 2), host());
            assertThat(one.run(phrases().read("x"), host()).value()).contains(1L);
            assertThat(two.run(phrases().read("x"), host()).value()).contains(2L);
        }
        try (var fresh = executor.open()) {
            assertThat(error(fresh.run(phrases().read("x"), host()))).isEqualTo(CodeErrorKind.EXCEPTION);
        }
    }

    @Test
    void toolsAreCalledOnTheThreadThatRunsTheCode() {
        try (var session = executor.open()) {
            var host = new Doubling(PATIENCE);
            assertThat(session.run(phrases().call("twice", 21), host).value()).contains(42L);
            assertThat(host.calls).containsExactly("twice21true");
        }
    }

    @Test
    void errorsAreToldAndLeaveTheVariables() {
        try (var session = executor.open()) {
            session.run(phrases().assign("x", 7), host());
            var failed = session.run(phrases().fail("sad"), host());
            assertThat(error(failed)).isEqualTo(CodeErrorKind.EXCEPTION);
            assertThat(failed.error().orElseThrow().message()).contains("sad");
            assertThat(error(session.run(phrases().wrong(), host()))).isEqualTo(CodeErrorKind.SYNTAX);
            assertThat(session.run(phrases().read("x"), host()).value()).contains(7L);
        }
    }

    @Test
    void longOutputIsCut() {
        try (var session = executor.open()) {
            var reply = session.run(phrases().print("a".repeat(10 * MOST_OUTPUT)), host());
            assertThat(reply.cut()).isTrue();
            assertThat(reply.output().length()).isLessThanOrEqualTo(2 * MOST_OUTPUT);
        }
    }

    @Test
    void codeThatDoesNotEndIsStoppedAtItsLimitAndOthersGoOn() {
        try (var other = executor.open()) {
            other.run(phrases().assign("x", 3), host());
            try (var session = executor.open()) {
                var stopped = session.run(phrases().loop(), new Doubling(Duration.ofMillis(300)));
                assertThat(error(stopped)).isEqualTo(CodeErrorKind.TIMEOUT);
            }
            assertThat(other.run(phrases().read("x"), host()).value()).contains(3L);
        }
    }

    @Test
    void anInterruptStopsTheCodeAndIsKept() {
        try (var session = executor.open()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> session.run(phrases().loop(), host())).isInstanceOf(OpenEnvException.class);
            assertThat(Thread.interrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void sessionsRunAtTheSameTime() throws InterruptedException {
        var seen = Collections.synchronizedList(new ArrayList<Object>());
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < SESSIONS; i++) {
            var mine = i;
            var thread = new Thread(() -> {
                try (var session = executor.open()) {
                    session.run(phrases().assign("x", mine), host());
                    session.run(phrases().call("twice", mine), host());
                    session.run(phrases().read("x"), host()).value().ifPresent(seen::add);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (var thread : threads) {
            thread.join();
        }
        assertThat(seen).containsExactlyInAnyOrder(0L, 1L, 2L);
    }

    @Test
    void sessionsMayBeClosedTwice() {
        var session = executor.open();
        session.close();
        session.close();
        try (var next = executor.open()) {
            assertThat(next.run(phrases().assign("x", 1), host()).error()).isEmpty();
        }
    }

    @Test
    void aClosedExecutorOpensNoMore() {
        var closed = executor(CodeLimits.defaults());
        closed.close();
        assertThatThrownBy(closed::open).isInstanceOfAny(OpenEnvException.class, IllegalStateException.class);
    }
}
