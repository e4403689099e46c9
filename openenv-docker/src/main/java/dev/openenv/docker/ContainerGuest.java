package dev.openenv.docker;

import dev.openenv.Effect;
import dev.openenv.code.Guest;
import dev.openenv.code.GuestWatch;
import dev.openenv.code.LineGuest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A container whose only process is an interpreter with a guest in it, on its standard input and output. */
final class ContainerGuest implements LineGuest.Place {

    private final RunningContainer container;
    private final AtomicReference<@Nullable CompletableFuture<Void>> ending = new AtomicReference<>();

    private ContainerGuest(RunningContainer container) {
        this.container = container;
    }

    /** A guest that is ready. */
    static Guest start(DockerEngine engine, ImageRun run, String python, Duration limit, GuestWatch watch)
            throws InterruptedException {
        var setup = ContainerSetup.of(engine, run).attached().program(python);
        var words = new LogTail();
        var container = new RunningContainer(engine, setup.name(), run, words, true);
        var guest = new ContainerGuest(container);
        var ready = false;
        try {
            setup.create(engine.networks().acquire(run.confinement().network()), List.of());
            var line = StreamLine.attach(engine, setup.name(), words);
            container.talkedToBy(line);
            setup.start();
            container.watchExit();
            var started = new LineGuest(guest, line.out(), line.in(), watch);
            started.awaitReady(limit);
            ready = true;
            return started;
        } catch (IOException e) {
            throw container
                    .fateAfterLoss(Effect.NOT_APPLIED, e)
                    .orElseGet(() -> container.failed(
                            "start_failed", "Python did not start: " + e.getMessage(), -1, Effect.NOT_APPLIED, e));
        } finally {
            if (!ready) {
                container.close();
            }
        }
    }

    @Override
    public boolean alive() {
        return !container.exit().isDone() && ending.get() == null;
    }

    @Override
    public @Nullable String ended() throws InterruptedException {
        var ours = ending.get() != null;
        return ours
                ? "its container"
                : container
                        .fateAfterLoss(Effect.MAYBE, null)
                        .map(Throwable::getMessage)
                        .orElse(null);
    }

    /** On another thread: it takes a while, and nobody should wait for it. */
    @Override
    public void end() {
        var end = new CompletableFuture<Void>();
        if (ending.compareAndSet(null, end)) {
            var thread = new Thread(
                    () -> {
                        container.close();
                        end.complete(null);
                    },
                    "openenv-docker-end");
            thread.setDaemon(true);
            thread.start();
        }
    }
}
