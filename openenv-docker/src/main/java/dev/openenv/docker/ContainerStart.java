package dev.openenv.docker;

import com.github.dockerjava.api.model.ExposedPort;
import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import dev.openenv.relay.ImageContract;
import dev.openenv.relay.PythonRelay;
import dev.openenv.relay.RelayListener;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Makes a container and waits until its server answers, or removes it and says why. Used once, by one thread. */
final class ContainerStart {

    private final DockerEngine engine;
    private final ImageRun run;
    private final Deadline deadline;
    private final LogTail words = new LogTail();

    ContainerStart(DockerEngine engine, ImageRun run, Duration limit) {
        this.engine = engine;
        this.run = run;
        this.deadline = Deadline.in(limit);
    }

    /** A container whose server answers. */
    RunningContainer ready() {
        var setup = ContainerSetup.of(engine, run);
        var stdio = setup.image().stdioRelay() && run.confinement().network() == NetworkAccess.NONE;
        if (stdio) {
            setup.attached();
        }
        var network = engine.networks().acquire(run.confinement().network());
        var container = new RunningContainer(engine, setup.name(), run, words, stdio);
        var done = false;
        try {
            setup.create(
                    network, stdio ? List.of(ImageContract.RELAY_VARIABLE + "=" + ImageContract.STDIO) : List.of());
            if (stdio) {
                carry(container, StreamLine.attach(engine, setup.name(), words));
            }
            setup.start();
            container.watchExit();
            if (!stdio) {
                connect(container, setup.port());
            }
            Readiness.await(container, deadline);
            done = true;
            return container;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw OpenEnvException.interrupted(
                    "waited until a container of " + run.image() + " started", Effect.NOT_APPLIED, Retry.SAME_CALL, e);
        } finally {
            if (!done) {
                container.close();
            }
        }
    }

    private void connect(RunningContainer container, int port) throws InterruptedException {
        switch (run.confinement().network()) {
            case NONE -> carryByPython(container, port);
            case INTERNAL -> container.reachedAt(inside(container, port));
            default -> container.reachedAt(outside(container, port));
        }
    }

    private void carry(RunningContainer container, StreamLine line) {
        try {
            container.reachedBy(line, RelayListener.over(line.in(), line.out()));
        } catch (IOException e) {
            line.close();
            throw container.failed(
                    "relay_unavailable",
                    "no port of this machine can be had: " + e.getMessage(),
                    -1,
                    Effect.NOT_APPLIED,
                    e);
        }
    }

    private void carryByPython(RunningContainer container, int port) throws InterruptedException {
        for (var python : PythonLook.PYTHONS) {
            var said = new LogTail();
            try {
                var command = List.of(python, "-I", "-c", PythonRelay.source(), Integer.toString(port));
                carry(container, StreamLine.execute(engine, container.name(), command, said));
            } catch (ContainerException notRunning) {
                throw container.fateAfterLoss(Effect.NOT_APPLIED, notRunning).orElse(notRunning);
            }
            if (container.awaitRelay(deadline)) {
                return;
            }
            container.endRelay();
            container.fateAfterLoss(Effect.NOT_APPLIED, null).ifPresent(ended -> {
                throw ended;
            });
        }
        throw container.failed(
                "relay_unavailable",
                "with network NONE the server is reached through a relay, and the image has neither Python nor was it built"
                        + " with OpenEnv for Java; allow another network with Confinement.withNetwork",
                -1,
                Effect.NOT_APPLIED,
                null);
    }

    private URI inside(RunningContainer container, int port) {
        var networks = container.inspect().getNetworkSettings().getNetworks();
        var address = networks.values().iterator().next().getIpAddress();
        return URI.create("http://" + address + ":" + port);
    }

    private URI outside(RunningContainer container, int port) {
        var bound = container
                .inspect()
                .getNetworkSettings()
                .getPorts()
                .getBindings()
                .get(ExposedPort.tcp(port));
        if (bound == null || bound.length == 0) {
            throw container
                    .fate(Effect.NOT_APPLIED, null)
                    .orElseGet(() -> container.failed(
                            "start_failed", "the engine published no port", -1, Effect.NOT_APPLIED, null));
        }
        return URI.create("http://" + ContainerSetup.LOOPBACK + ":" + bound[0].getHostPortSpec());
    }
}
