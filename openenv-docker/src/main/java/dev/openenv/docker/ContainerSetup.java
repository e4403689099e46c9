package dev.openenv.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
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

/** A container before it runs: its name, how it is confined, what the engine is told. Used once, by one thread. */
final class ContainerSetup {

    /** Where ports are published. */
    static final String LOOPBACK = "127.0.0.1";

    private static final int LONGEST_NAME = 30;

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
        return new ContainerSetup(engine, run, ImageFacts.of(inspect(engine, run.image())));
    }

    static InspectImageResponse inspect(DockerEngine engine, String name) {
        try {
            return engine.ask(name, () -> engine.calls().inspectImageCmd(name).exec());
        } catch (ContainerException e) {
            if (!"image_missing".equals(e.code())) {
                throw e;
            }
            throw ContainerException.before(
                    "image_missing",
                    "the engine has no image " + name
                            + "; nothing is pulled by itself: build it ('openenv build' for a Java environment) or pull it",
                    name,
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
            ConfinedCommand.confine(create, run.confinement(), image.user(), engine.cpus());
            if (attached) {
                create.getHostConfig().withLogConfig(new LogConfig(LogConfig.LoggingType.NONE));
            }
            if (!program.isEmpty()) {
                create.withEntrypoint(program);
            }
            if (!run.command().isEmpty()) {
                create.withCmd(run.command());
            }
            // On another thread: an interrupt would leave open whether there is a container to remove.
            return EngineThreads.call(create::exec);
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
        var access = run.confinement().network();
        var host = HostConfig.newHostConfig().withNetworkMode(access == NetworkAccess.OPEN ? "bridge" : network);
        if (access == NetworkAccess.OPEN || access == NetworkAccess.ISOLATED) {
            host.withPortBindings(new PortBinding(Ports.Binding.bindIp(LOOPBACK), port));
        }
        return host;
    }
}
