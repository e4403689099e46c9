package dev.openenv.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import dev.openenv.Retry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A container before it runs: its name, how it is confined, what the engine is told. Used once, by one thread. */
final class ContainerSetup {

    /** Where ports are published. */
    static final String LOOPBACK = "127.0.0.1";

    private static final int LONGEST_NAME = 30;
    private static final double NANO = 1e9;

    private final DockerEngine engine;
    private final ImageRun run;
    private final ImageFacts image;
    private final String name;
    private boolean attached;
    private String program = "";

    private ContainerSetup(DockerEngine engine, ImageRun run, ImageFacts image) {
        this.engine = engine;
        this.run = run;
        this.image = image;
        this.name = name(run.image());
    }

    /** For an image that the engine has; what others and earlier starts left behind is removed. */
    static ContainerSetup of(DockerEngine engine, ImageRun run) {
        engine.reapOnce();
        engine.leftovers().retry();
        return new ContainerSetup(engine, run, ImageFacts.of(inspect(engine, run)));
    }

    private static InspectImageResponse inspect(DockerEngine engine, ImageRun run) {
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

    private static String name(String image) {
        var last = image.substring(image.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        var plain = last.replaceAll("@.*", "").replaceAll("[^a-z0-9]+", "-");
        return "openenv-" + plain.substring(0, Math.min(LONGEST_NAME, plain.length())) + "-" + Labels.freshId();
    }

    /** Its standard input and output are talked to; the engine keeps no log of it. */
    ContainerSetup attached() {
        attached = true;
        return this;
    }

    /** What runs instead of the image's own program. */
    ContainerSetup program(String path) {
        program = path;
        return this;
    }

    String name() {
        return name;
    }

    ImageFacts image() {
        return image;
    }

    int port() {
        return run.port() == 0 ? image.port() : run.port();
    }

    /** Makes the container. */
    void create(String network, List<String> furtherVariables) {
        engine.leftovers().expect(name);
        var published = ExposedPort.tcp(port());
        var labels = new LinkedHashMap<String, String>();
        labels.put(Labels.OWNER, Owner.thisProcess().label());
        var variables = new ArrayList<String>();
        run.variables().forEach((variable, value) -> variables.add(variable + "=" + value));
        variables.addAll(furtherVariables);
        var user = run.confinement().user();
        engine.ask(run.image(), () -> {
            var create = engine.calls()
                    .createContainerCmd(run.image())
                    .withName(name)
                    .withLabels(labels)
                    .withEnv(variables)
                    .withExposedPorts(published)
                    .withHostConfig(host(network, published))
                    .withStdinOpen(attached)
                    .withStdInOnce(attached);
            if (!user.isEmpty()) {
                create.withUser(user);
            } else if (ImageFacts.isRoot(image.user())) {
                create.withUser(Confinement.NOBODY);
            }
            if (!program.isEmpty()) {
                create.withEntrypoint(program);
            }
            if (!run.command().isEmpty()) {
                create.withCmd(run.command());
            }
            // On another thread: an interrupt would leave open whether there is a container to remove.
            return StreamThreads.start(create::exec);
        });
    }

    /** Starts the container. */
    void start() {
        try {
            engine.ask(run.image(), () -> engine.calls().startContainerCmd(name).exec());
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
    }

    private HostConfig host(String network, ExposedPort port) {
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
                .withLogConfig(log())
                .withNetworkMode(confinement.network() == NetworkAccess.OPEN ? "bridge" : network);
        if (!confinement.capabilities().isEmpty()) {
            host.withCapAdd(
                    confinement.capabilities().stream().map(Capability::valueOf).toArray(Capability[]::new));
        }
        if (confinement.network() == NetworkAccess.OPEN || confinement.network() == NetworkAccess.ISOLATED) {
            host.withPortBindings(new PortBinding(Ports.Binding.bindIp(LOOPBACK), port));
        }
        return host;
    }

    private LogConfig log() {
        return attached
                ? new LogConfig(LogConfig.LoggingType.NONE)
                : new LogConfig(
                        LogConfig.LoggingType.JSON_FILE,
                        Map.of("max-size", Long.toString(run.confinement().logBytes()), "max-file", "1"));
    }
}
