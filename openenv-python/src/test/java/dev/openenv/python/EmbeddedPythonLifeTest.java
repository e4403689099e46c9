package dev.openenv.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.CapacityException;
import dev.openenv.OpenEnvException;
import dev.openenv.code.CodeHost;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.CodeError;
import dev.openenv.tools.CodeErrorKind;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolError;
import dev.openenv.tools.ToolErrorKind;
import dev.openenv.tools.ToolReply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The life of the instances inside the JVM. */
@Timeout(120)
class EmbeddedPythonLifeTest {

    private final EmbeddedPython python = EmbeddedPython.create().withWarm(0).withMost(2, Duration.ofMillis(200));

    /** A host without tools, for so many milliseconds. */
    private record Host(long millis) implements CodeHost {

        @Override
        public List<ToolDescriptor> tools() {
            return List.of();
        }

        @Override
        public ToolReply call(CallTool call) {
            return ToolReply.failed(call.name(), ToolError.of(ToolErrorKind.NOT_FOUND, "none"));
        }

        @Override
        public Duration limit() {
            return Duration.ofMillis(millis);
        }
    }

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        python.close();
        for (var thread : threads()) {
            thread.join(20_000);
        }
        assertThat(threads()).isEmpty();
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("openenv-python"))
                .toList();
    }

    @Test
    void noMoreSessionsThanPlaces() {
        var one = python.open();
        python.open();
        assertThatThrownBy(python::open).isInstanceOf(CapacityException.class);

        one.close();
        one.close();
        assertThat(python.open().run("1", new Host(60_000)).value()).contains(1L);
        assertThatThrownBy(python::open).isInstanceOf(CapacityException.class);
    }

    @Test
    void anInterruptEndsCodeAndSession() throws Exception {
        var session = python.open();
        session.run("1", new Host(60_000));
        var thrown = new CompletableFuture<Throwable>();
        var caller = new Thread(() -> {
            try {
                session.run("while True: pass", new Host(60_000));
                thrown.complete(new AssertionError("not interrupted"));
            } catch (OpenEnvException e) {
                thrown.complete(e);
            }
        });
        caller.start();
        caller.interrupt();

        assertThat(thrown.get(30, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        OpenEnvException.class, e -> assertThat(e.code()).isEqualTo("interrupted"));
    }

    @Test
    void codeThatSaysItIsDoneAndGoesOnIsStopped() throws Exception {
        var session = python.open();
        var reply = session.run("call_tool.__self__._host.send('\"done\": true')\nwhile True: pass", new Host(1500));

        assertThat(reply.error()).isEmpty();
        for (var thread : threads()) {
            thread.join(20_000);
        }
        assertThat(threads()).isEmpty();
        assertThat(session.run("1", new Host(60_000)).error().map(CodeError::kind))
                .contains(CodeErrorKind.CRASHED);
    }

    @Test
    void moreMemoryThanAllowedIsAnError() {
        try (var small = EmbeddedPython.create().withMegabytes(64).withWarm(0)) {
            var session = small.open();

            assertThat(session.run("x = bytearray(20 << 20)\nlen(x)", new Host(60_000))
                            .value())
                    .contains(20L << 20);
            assertThat(session.run("y = bytearray(20 << 20)", new Host(60_000))
                            .error()
                            .map(CodeError::message))
                    .contains("MemoryError");
        }
    }

    @Test
    void manySessionsAfterEachOtherLeaveNothing() {
        for (var i = 0; i < 50; i++) {
            try (var session = python.open()) {
                assertThat(session.run("x = " + i + "\nx", new Host(60_000)).value())
                        .contains((long) i);
            }
        }
    }
}
