package dev.openenv.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.WaitResponse;
import dev.openenv.Effect;
import dev.openenv.Retry;
import dev.openenv.relay.RelayListener;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A container that was started for an environment, found with {@code environment.find(RunningContainer.class)}.
 *
 * <p>Safe for many threads. The environment removes it.
 *
 * <pre>{@code
 * env.find(RunningContainer.class).ifPresent(container -> System.out.println(container.explain()));
 * }</pre>
 */
public final class RunningContainer {

    private static final int LOG_LINES = 40;
    private static final int LOG_SECONDS = 3;
    private static final int KILLED = 137;
    private static final long END_MILLIS = 1_000;

    private final DockerEngine engine;
    private final String name;
    private final ImageRun run;
    private final LogTail words;
    private final boolean ownLog;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean inUse;
    private @Nullable StreamLine line;
    private @Nullable RelayListener relay;
    private @Nullable URI uri;
    private ResultCallback.@Nullable Adapter<WaitResponse> waiting;

    /** A container that is about to be made; {@code ownLog} when the engine keeps no log of it. */
    RunningContainer(DockerEngine engine, String name, ImageRun run, LogTail words, boolean ownLog) {
        this.engine = engine;
        this.name = name;
        this.run = run;
        this.words = words;
        this.ownLog = ownLog;
    }

    /**
     * What the engine calls it.
     *
     * @return its name
     */
    public String name() {
        return name;
    }

    /**
     * What it runs.
     *
     * @return the image's name
     */
    public String image() {
        return run.image();
    }

    /**
     * Where its server is reached from this machine.
     *
     * @return an http address
     */
    public URI uri() {
        return Objects.requireNonNull(uri, "uri");
    }

    /**
     * What confines it, read back from the engine, and every hole that is known.
     *
     * @return the facts
     * @throws ContainerException when the engine does not tell
     */
    public Explanation explain() {
        return Explanation.of(engine, inspect(), run.confinement(), relay != null);
    }

    /**
     * The last lines that it wrote.
     *
     * @return at most 2,000 characters; empty when there are none, or the engine does not tell
     */
    public String log() {
        if (ownLog) {
            return words.text();
        }
        var tail = new LogTail();
        try {
            engine.streams()
                    .logContainerCmd(name)
                    .withStdOut(true)
                    .withStdErr(true)
                    .withTail(LOG_LINES)
                    .exec(new ResultCallback.Adapter<Frame>() {
                        @Override
                        public void onNext(Frame frame) {
                            tail.add(frame.getPayload());
                        }

                        @Override
                        public void onError(Throwable gone) {
                            onComplete();
                        }
                    })
                    .awaitCompletion(LOG_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            return "";
        }
        return tail.text();
    }

    InspectContainerResponse inspect() {
        return engine.ask(
                run.image(), () -> engine.calls().inspectContainerCmd(name).exec());
    }

    void reachedBy(StreamLine over, RelayListener listener) {
        this.line = over;
        this.relay = listener;
        this.uri = listener.uri();
    }

    /** Its first process is talked to, and nothing else. */
    void talkedToBy(StreamLine over) {
        this.line = over;
    }

    void reachedAt(URI address) {
        this.uri = address;
    }

    /** From here on its end is the end of an episode. */
    void use() {
        inUse = true;
    }

    void endRelay() {
        if (relay != null) {
            relay.close();
        }
        if (line != null) {
            line.close();
        }
    }

    /** Completes with the exit code, or exceptionally when the engine lost sight of it. */
    CompletableFuture<Integer> exit() {
        return exit;
    }

    void watchExit() {
        waiting = engine.streams().waitContainerCmd(name).exec(new ResultCallback.Adapter<>() {
            @Override
            public void onNext(WaitResponse response) {
                exit.complete(response.getStatusCode());
            }

            @Override
            public void onError(Throwable thrown) {
                exit.completeExceptionally(thrown);
            }
        });
    }

    boolean awaitRelay(Deadline deadline) throws InterruptedException {
        return relay != null && relay.awaitReady(deadline.left());
    }

    /** As {@link #fate}, when its connection is gone: its end may follow in a moment. */
    Optional<ContainerException> fateAfterLoss(Effect effect, @Nullable Throwable cause) {
        try {
            exit.get(END_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException | CancellationException runsOnOrUnknown) {
            // the engine is asked
        }
        return fate(effect, cause);
    }

    /** What is wrong with it, if it does not run as it should. */
    Optional<ContainerException> fate(Effect effect, @Nullable Throwable cause) {
        InspectContainerResponse facts;
        try {
            facts = inspect();
        } catch (ContainerException e) {
            var gone = e.getCause() instanceof NotFoundException;
            return Optional.of(failed(
                    gone ? "container_gone" : e.code(),
                    gone ? "somebody removed container " + name : String.valueOf(e.getMessage()),
                    -1,
                    effect,
                    cause));
        }
        var state = facts.getState();
        if (Boolean.TRUE.equals(state.getPaused())) {
            return Optional.of(failed("container_paused", "somebody paused container " + name, -1, effect, cause));
        }
        var code = Optional.ofNullable(state.getExitCodeLong()).orElse(-1L).intValue();
        var running = Boolean.TRUE.equals(state.getRunning());
        if (Boolean.TRUE.equals(state.getOOMKilled()) && (!running || cause != null)) {
            return Optional.of(failed(
                    "out_of_memory",
                    "container " + name + " needed more than its "
                            + (run.confinement().memoryBytes() >> 20)
                            + " MiB of memory; allow more with Confinement.withMemory",
                    running ? -1 : code,
                    effect,
                    cause));
        }
        if (!running) {
            var why = code == KILLED ? " (it was killed)" : "";
            return Optional.of(failed(
                    "container_exited",
                    "container " + name + " ended with exit code " + code + why,
                    code,
                    effect,
                    cause));
        }
        return Optional.empty();
    }

    ContainerException failed(String code, String message, int exitCode, Effect effect, @Nullable Throwable cause) {
        var log = log();
        var told = "image " + run.image() + ": " + message + (log.isEmpty() ? "" : "; it wrote:\n" + log);
        var retry = inUse ? Retry.NEW_EPISODE : Retry.SAME_CALL;
        return new ContainerException(code, told, run.image(), exitCode, log, effect, retry, cause);
    }

    /** Removes it, now or as soon as the engine can. Does nothing the second time. */
    void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            endRelay();
            engine.leftovers().remove(name);
        } finally {
            engine.networks().release(run.confinement().network());
            endWaiting();
        }
    }

    private void endWaiting() {
        try {
            if (waiting != null) {
                waiting.close();
            }
        } catch (IOException nothingToDo) {
            // the stream is of no use any more
        }
        exit.cancel(false);
    }

    @Override
    public String toString() {
        return "RunningContainer[" + name + ", " + run.image() + "]";
    }
}
