package dev.openenv.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.CapacityException;
import dev.openenv.OpenEnvException;
import dev.openenv.code.CodeHost;
import dev.openenv.code.CodeLimits;
import dev.openenv.code.CodeSession;
import dev.openenv.code.GuestPool;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.CodeError;
import dev.openenv.tools.CodeErrorKind;
import dev.openenv.tools.CodeReply;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolReply;
import dev.openenv.tools.ToolResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The life of the children. */
@Timeout(120)
class ChildPoolTest {

    private final List<ProcessPython> made = new ArrayList<>();
    private Set<ProcessHandle> before;

    @BeforeEach
    void whoIsThere() {
        before = children();
    }

    @AfterEach
    void nobodyIsLeft() throws Exception {
        made.forEach(ProcessPython::close);
        for (var child : children()) {
            if (!before.contains(child)) {
                child.onExit().get(30, TimeUnit.SECONDS);
            }
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("openenv-python") && ended(thread))
                .isEmpty();
    }

    private static boolean ended(Thread thread) {
        try {
            thread.join(20_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return thread.isAlive();
    }

    private static Set<ProcessHandle> children() {
        return ProcessHandle.current().children().collect(Collectors.toSet());
    }

    private ProcessPython python(int warm, int most) {
        var python = Installed.here(() -> ProcessPython.confined()
                .withWarm(warm)
                .withMost(most, Duration.ofMillis(200))
                .withLimits(CodeLimits.defaults().withOutput(1000)));
        made.add(python);
        return python;
    }

    /** A world of one tool, which does something. */
    private record World(Runnable does, Duration limit) implements CodeHost {

        @Override
        public List<ToolDescriptor> tools() {
            return List.of(ToolDescriptor.of("act", "", JsonObject.of("type", "object")));
        }

        @Override
        public ToolReply call(CallTool call) {
            does.run();
            return ToolReply.of(call.name(), ToolResult.of(1));
        }
    }

    private static final World QUIET = new World(() -> {}, Duration.ofSeconds(60));

    private static CodeReply run(CodeSession session, String code) {
        return session.run(code, QUIET);
    }

    @Test
    void noMoreSessionsThanPlaces() {
        var python = python(0, 2);
        var one = python.open();
        python.open();

        assertThatThrownBy(python::open)
                .isInstanceOf(CapacityException.class)
                .hasMessageContaining("all 2 places")
                .hasMessageContaining("withMost");
        one.close();
        one.close();
        assertThat(run(python.open(), "1").value()).contains(1L);
        assertThatThrownBy(python::open).isInstanceOf(CapacityException.class);
    }

    @Test
    void aChildThatDiedWhileItWaitedIsNotUsed() throws Exception {
        var python = python(1, 4);
        run(python.open(), "1");
        var started = children();
        started.removeAll(before);
        for (var child : started) {
            child.destroyForcibly();
            child.onExit().get(30, TimeUnit.SECONDS);
        }

        assertThat(run(python.open(), "2").value()).contains(2L);
    }

    @Test
    void aChildKilledDuringAToolCallIsACrash() {
        var session = python(0, 2).open();
        var killing = new World(
                () -> ProcessHandle.current()
                        .descendants()
                        .filter(child -> !before.contains(child))
                        .forEach(child -> {
                            child.destroyForcibly();
                            child.onExit().join();
                        }),
                Duration.ofSeconds(60));

        var reply = session.run("print('so far')\nact()", killing);

        assertThat(reply.output()).isEqualTo("so far\n");
        assertThat(reply.error().orElseThrow())
                .satisfies(error -> assertThat(error.kind()).isEqualTo(CodeErrorKind.CRASHED))
                .satisfies(error -> assertThat(error.variablesLost()).isTrue());
    }

    @Test
    void anInterruptEndsCodeAndSession() throws Exception {
        var session = python(0, 2).open();
        var inside = new CountDownLatch(1);
        var thrown = new CompletableFuture<Throwable>();
        var caller = new Thread(() -> {
            try {
                session.run("act()\nwhile True: pass", new World(inside::countDown, Duration.ofSeconds(60)));
                thrown.complete(new AssertionError("not interrupted"));
            } catch (OpenEnvException e) {
                thrown.complete(e);
            }
        });
        caller.start();
        inside.await();
        caller.interrupt();

        assertThat(thrown.get(30, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        OpenEnvException.class, e -> assertThat(e.code()).isEqualTo("interrupted"));
    }

    @Test
    void anEndedSessionSaysSo() {
        var session = python(0, 2).open();
        session.close();

        assertThat(run(session, "1").error().map(CodeError::kind)).contains(CodeErrorKind.CRASHED);
    }

    @Test
    void aClosedExecutorOpensNothing() {
        var python = python(1, 2);
        var session = python.open();
        python.close();
        python.close();

        assertThatThrownBy(python::open).isInstanceOf(IllegalStateException.class);
        assertThat(run(session, "1").error().map(CodeError::kind)).contains(CodeErrorKind.CRASHED);
    }

    @Test
    void whatIsNoPythonIsSaidSo(@TempDir Path folder) throws Exception {
        var script = Files.writeString(folder.resolve("python"), "#!/bin/sh\nexit 3\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        var nothing = ProcessPython.unconfined().withPython("/no/such/python");
        var other = ProcessPython.unconfined().withPython(script.toString());

        assertThatThrownBy(nothing::open)
                .isInstanceOf(PythonUnavailableException.class)
                .hasMessageContaining("'/no/such/python' cannot be started");
        assertThatThrownBy(other::open)
                .isInstanceOf(PythonUnavailableException.class)
                .hasMessageContaining("does not run as Python 3");
    }

    @Test
    void aChildThatDoesNotStartSaysWhy() {
        var command = List.of("sh", "-c", "echo 'no permission' >&2; exit 7");
        var pool = new GuestPool(watch -> ChildProcess.start(command, watch), 0, 1, Duration.ofSeconds(1));

        assertThatThrownBy(pool::take)
                .isInstanceOf(PythonUnavailableException.class)
                .hasMessageContaining("exit code 7")
                .hasMessageContaining("no permission");
        assertThatThrownBy(pool::take).isInstanceOf(PythonUnavailableException.class);
        pool.close();
    }

    @Test
    void withoutAFilterOfSystemCallsNothingIsConfined() {
        Bubblewrap.requireFilter("aarch64");
        assertThatThrownBy(() -> Bubblewrap.requireFilter("riscv64"))
                .isInstanceOf(PythonUnavailableException.class)
                .hasMessageContaining("riscv64")
                .hasMessageContaining("ProcessPython.unconfined()");
    }

    @Test
    void withoutBubblewrapNothingIsConfined() {
        assertThatThrownBy(() -> Bubblewrap.program("/nowhere"))
                .isInstanceOf(PythonUnavailableException.class)
                .hasMessageContaining("apt install bubblewrap")
                .hasMessageContaining("ProcessPython.unconfined()");
    }
}
