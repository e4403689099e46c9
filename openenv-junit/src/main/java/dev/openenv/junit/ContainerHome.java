package dev.openenv.junit;

import dev.openenv.EnvironmentProvider;
import dev.openenv.docker.DockerEngine;
import dev.openenv.docker.DockerProvider;
import dev.openenv.image.EnvironmentImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Containers of an image of the test's class path. Loaded only where a test asks for it: it needs another artifact. */
final class ContainerHome {

    private ContainerHome() {}

    static Homes.Opened open(World world) {
        var maker = world.maker()
                .orElseThrow(
                        () -> new ExtensionConfigurationException(
                                "home DOCKER: a container makes the environment anew, so " + world.name()
                                        + " has to come from a static method without parameters that gives an EnvironmentProvider"));
        var engine = DockerEngine.usual();
        if (!engine.answers()) {
            throw new NoEngineException("home DOCKER: no Docker engine answers at " + engine.host());
        }
        var type = maker.getDeclaringClass();
        var tag = "openenv-junit-"
                + (type.getSimpleName() + "-" + maker.getName())
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-") + ":"
                + Integer.toHexString(type.getName().hashCode());
        try {
            EnvironmentImage.of(type, maker.getName()).withTag(tag).load(engine);
        } catch (IOException e) {
            throw new UncheckedIOException("home DOCKER: the image of " + maker + " cannot be made", e);
        }
        return new Homes.Opened(in(tag, world.provider()), () -> {});
    }

    private static EnvironmentProvider<?, ?> in(String tag, EnvironmentProvider<?, ?> like) {
        return DockerProvider.image(tag, like);
    }
}
