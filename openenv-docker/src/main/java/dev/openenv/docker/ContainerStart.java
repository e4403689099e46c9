package dev.openenv.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import dev.openenv.relay.ImageContract;
import dev.openenv.relay.PythonRelay;
import dev.openenv.relay.RelayListener;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes a container and waits until its server answers, or removes it and says why. Used once, by one thread. */
final class ContainerStart {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int LONGEST_NAME = 30;
    private static final double NANO = 1e9;

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
        engine.reapOnce();
        engine.leftovers().retry();
        var image = ImageFacts.of(inspectImage());
        var network = engine.networks().acquire(run.confinement().network());
        var container = new RunningContainer(engine, name(), run, words, stdio(image));
        var done = false;
        try {
            engine.leftovers().expect(container.name());
            create(container.name(), image, network);
            start(container, image);
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

    private InspectImageResponse inspectImage() {
        try {
            return engine.ask(
                    run.image(),
                    () -> engine.calls().inspectImageCmd(run.image()).exec());
        } catch (ContainerException e) {
            if (!"image_missing".equals(e.code())) {
                throw e;
            }
            throw ContainerException.before(
                    "image_missing",
                    "the engine has no image " + run.image()
                            + "; nothing is pulled by itself: build it ('openenv build' for a Java environment) or pull it",
                    run.image(),
                    Retry.NEVER,
                    e.getCause());
        }
    }

    private String name() {
        var last = run.image().substring(run.image().lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        var plain = last.replaceAll("@.*", "").replaceAll("[^a-z0-9]+", "-");
        return "openenv-" + plain.substring(0, Math.min(LONGEST_NAME, plain.length())) + "-" + Labels.freshId();
    }

    /** Whether the server itself carries the connections. */
    private boolean stdio(ImageFacts image) {
        return image.stdioRelay() && run.confinement().network() == NetworkAccess.NONE;
    }

    private int port(ImageFacts image) {
        return run.port() == 0 ? image.port() : run.port();
    }

    private void create(String name, ImageFacts image, String network) {
        var published = ExposedPort.tcp(port(image));
        var labels = new LinkedHashMap<String, String>();
        labels.put(Labels.OWNER, Owner.thisProcess().label());
        var variables = new ArrayList<String>();
        run.variables().forEach((variable, value) -> variables.add(variable + "=" + value));
        if (stdio(image)) {
            variables.add(ImageContract.RELAY_VARIABLE + "=" + ImageContract.STDIO);
        }
        var user = run.confinement().user();
        engine.ask(run.image(), () -> {
            var create = engine.calls()
                    .createContainerCmd(run.image())
                    .withName(name)
                    .withLabels(labels)
                    .withEnv(variables)
                    .withExposedPorts(published)
                    .withHostConfig(host(image, network, published))
                    .withStdinOpen(stdio(image))
                    .withStdInOnce(stdio(image));
            if (!user.isEmpty()) {
                create.withUser(user);
            } else if (ImageFacts.isRoot(image.user())) {
                create.withUser(Confinement.NOBODY);
            }
            if (!run.command().isEmpty()) {
                create.withCmd(run.command());
            }
            // On another thread: an interrupt would leave open whether there is a container to remove.
            return StreamThreads.start(create::exec);
        });
    }

    private HostConfig host(ImageFacts image, String network, ExposedPort port) {
        var confinement = run.confinement();
        var options = new ArrayList<String>();
        if (!confinement.newPrivileges()) {
            options.add("no-new-privileges");
        }
        if (confinement.anySystemCall()) {
            options.add("seccomp=unconfined");
        }
        var temporary = new LinkedHashMap<String, String>();
        confinement
                .temporary()
                .forEach((path, bytes) -> temporary.put(path, "rw,noexec,nosuid,nodev,mode=1777,size=" + bytes));
        var host = HostConfig.newHostConfig()
                .withMemory(confinement.memoryBytes())
                .withMemorySwap(confinement.memoryBytes())
                .withNanoCPUs((long) (Math.min(confinement.cpus(), engine.cpus()) * NANO))
                .withPidsLimit((long) confinement.processes())
                .withReadonlyRootfs(!confinement.writableRoot())
                .withTmpFs(temporary)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(options)
                .withLogConfig(
                        stdio(image)
                                ? new LogConfig(LogConfig.LoggingType.NONE)
                                : new LogConfig(
                                        LogConfig.LoggingType.JSON_FILE,
                                        Map.of("max-size", Long.toString(confinement.logBytes()), "max-file", "1")))
                .withNetworkMode(confinement.network() == NetworkAccess.OPEN ? "bridge" : network);
        if (!confinement.capabilities().isEmpty()) {
            host.withCapAdd(
                    confinement.capabilities().stream().map(Capability::valueOf).toArray(Capability[]::new));
        }
        if (published()) {
            host.withPortBindings(new PortBinding(Ports.Binding.bindIp(LOOPBACK), port));
        }
        return host;
    }

    private boolean published() {
        var network = run.confinement().network();
        return network == NetworkAccess.OPEN || network == NetworkAccess.ISOLATED;
    }

    private void start(RunningContainer container, ImageFacts image) throws InterruptedException {
        var own = stdio(image) ? StreamLine.attach(engine, container.name(), words) : null;
        if (own != null) {
            carry(container, own);
        }
        try {
            engine.ask(
                    run.image(),
                    () -> engine.calls().startContainerCmd(container.name()).exec());
        } catch (ContainerException e) {
            throw e.code().equals("no_engine")
                    ? e
                    : ContainerException.before(
                            "start_failed",
                            "a container of " + run.image() + " does not start: " + e.getMessage(),
                            run.image(),
                            Retry.NEVER,
                            e.getCause());
        }
        container.watchExit();
        switch (run.confinement().network()) {
            case NONE -> {
                if (own == null) {
                    carryByPython(container, port(image));
                }
            }
            case INTERNAL -> container.reachedAt(inside(container, port(image)));
            default -> container.reachedAt(outside(container, port(image)));
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
        return URI.create("http://" + LOOPBACK + ":" + bound[0].getHostPortSpec());
    }
}
