package dev.openenv.cli;

import dev.openenv.Action;
import dev.openenv.CatalogEntry;
import dev.openenv.Observation;
import dev.openenv.docker.DockerEngine;
import dev.openenv.image.BuiltImage;
import dev.openenv.image.EnvironmentImage;
import dev.openenv.image.EnvironmentPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an image of an environment. */
@Command(
        name = "build",
        description = "Make an image of an environment, without a Dockerfile and without a registry.",
        footer = {
            "",
            "Without --output, --oci and --package the image goes to the Docker engine. A package holds openenv.yaml, a",
            "Dockerfile, the image's layers and an episode to try; 'openenv validate' of the Python package checks it.",
            "It needs a JDK on Linux. The first image of a kind takes some seconds, later ones are faster."
        })
final class BuildCommand extends CommonOptions {

    private static final long MIB = 1L << 20;

    @Parameters(paramLabel = "NAME", description = "The environment; see 'openenv list'.")
    private String name = "";

    @Option(names = "--tag", order = 1, paramLabel = "TAG", description = "The image's name. Default: NAME:VERSION.")
    private @Nullable String tag;

    @Option(
            names = "--base",
            order = 8,
            paramLabel = "IMAGE",
            description = "Put it onto this image of the engine, or onto an archive of one, instead of onto nothing.")
    private @Nullable String base;

    @Option(names = "--output", order = 2, paramLabel = "FILE", description = "Write an archive for 'docker load'.")
    private @Nullable Path output;

    @Option(names = "--oci", order = 3, paramLabel = "FILE", description = "Write an archive in the OCI's layout.")
    private @Nullable Path oci;

    @Option(names = "--package", order = 4, paramLabel = "DIR", description = "Write the package around the image.")
    private @Nullable Path folder;

    @Option(
            names = "--agent",
            order = 5,
            paramLabel = "A",
            description = "Who plays the episode to try. Default: the environment's first agent.")
    private @Nullable String agent;

    @Option(
            names = "--seed",
            order = 6,
            paramLabel = "S",
            description = "The seed of that episode (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(
            names = "--network",
            order = 7,
            description = "Declare in the package that the environment needs the network.")
    private boolean network;

    private final Screen screen;
    private final Entries entries;

    BuildCommand(Screen screen, Entries entries) {
        this.screen = screen;
        this.entries = entries;
    }

    @Override
    public Integer call() throws IOException {
        if (base == null || Files.isRegularFile(Path.of(base))) {
            return build(base == null ? image() : image().withBase(Path.of(base)));
        }
        var archive = Files.createTempFile("openenv-base", ".tar");
        try {
            DockerEngine.usual().save(base, archive);
            return build(image().withBase(archive));
        } finally {
            Files.delete(archive);
        }
    }

    private int build(EnvironmentImage image) throws IOException {
        if (output != null) {
            say(image.writeTo(output), output.toString());
        }
        if (oci != null) {
            say(image.writeOciTo(oci), oci.toString());
        }
        if (folder != null) {
            say(packaged(EnvironmentPackage.of(image)).writeTo(folder), folder.toString());
        }
        if (output == null && oci == null && folder == null) {
            var engine = DockerEngine.usual();
            var version = engine.version(); // there is no use in building for an engine that is not there
            say(image.load(engine), version);
        }
        return ExitCode.OK;
    }

    private EnvironmentImage image() {
        var image = TestWorlds.named(name)
                .map(EnvironmentImage::of)
                .orElseGet(() -> EnvironmentImage.named(entries.named(name).name()));
        try {
            return tag == null ? image : image.withTag(tag);
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(String.valueOf(e.getMessage()));
        }
    }

    private EnvironmentPackage packaged(EnvironmentPackage plain) {
        var declared = network ? plain.withNetwork() : plain;
        return tried(declared, entries.named(name));
    }

    private <A extends Action, O extends Observation> EnvironmentPackage tried(
            EnvironmentPackage plain, CatalogEntry<A, O> entry) {
        var player = agent;
        if (player == null) {
            if (entry.agents().isEmpty()) {
                throw new WrongUsageException("'" + name + "' brings no agent that could play the episode to try");
            }
            player = entry.agents().keySet().iterator().next();
        }
        return plain.withEpisode(entry.provider(), Entries.agent(entry, player), seed);
    }

    private void say(BuiltImage built, String where) {
        screen.line(built.tag() + "  " + built.id() + "  " + built.bytes() / MIB + " MiB  in " + where);
    }
}
