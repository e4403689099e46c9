package dev.openenv.image;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import dev.openenv.EnvironmentProvider;
import dev.openenv.EnvironmentSpec;
import dev.openenv.docker.DockerEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Makes an image of a Java environment, without a Dockerfile, a registry or an engine: a runtime with the modules that are
 * needed, the jars that are needed, nothing else. In a container it serves the wire protocol on port 8000, as nobody, and needs
 * nothing that can be written to.
 *
 * <p>The same input gives the same image, byte by byte, but for its archive of classes, which may now and then hold a class more
 * or less ({@link #withoutClassArchive}). What changes rarely lies in the first layers, and what takes long to
 * make is kept in the user's cache folder.
 *
 * <p>Needs a JDK on Linux, whose runtime goes into the image, and {@code ldd}. Immutable and safe for many threads.
 *
 * <pre>{@code
 * var image = EnvironmentImage.of(Higher::world).withTag("higher:1").load(DockerEngine.usual());
 * try (var env = DockerProvider.image(image.tag(), Higher.world()).open()) { ... }
 * }</pre>
 */
public final class EnvironmentImage {

    private final World world;
    private final ImageOptions options;

    private EnvironmentImage(World world, ImageOptions options) {
        this.world = world;
        this.options = options;
    }

    private static EnvironmentImage of(World world) {
        return new EnvironmentImage(world, new ImageOptions(usualTag(world.spec())));
    }

    private EnvironmentImage with(Consumer<ImageOptions> change) {
        var copy = new ImageOptions(options);
        change.accept(copy);
        return new EnvironmentImage(world, copy);
    }

    /**
     * An image of an environment that a catalogue on the class path names.
     *
     * @param provider opens the environment; the catalogue must have one with the same spec under its name
     * @return the image, not built yet; its tag is the environment's name and version
     * @throws ImageException {@code unknown_environment} when no catalogue has it
     */
    public static EnvironmentImage of(EnvironmentProvider<?, ?> provider) {
        return of(World.of(provider));
    }

    /**
     * An image of the environment that a static method makes.
     *
     * @param maker a reference to it, such as {@code WordGame::provider}; it is called once, to ask for the spec
     * @return the image, not built yet; its tag is the environment's name and version
     * @throws ImageException {@code unknown_environment} when that is no reference to a static method
     */
    public static EnvironmentImage of(WorldMaker maker) {
        return of(World.of(maker));
    }

    /**
     * An image of the environment that a static method makes, where there is no reference to it.
     *
     * @param type the method's class
     * @param method its name, such as {@code provider}; it takes no parameters, and is called once, to ask for the spec
     * @return the image, not built yet; its tag is the environment's name and version
     * @throws ImageException {@code unknown_environment} when there is no such method, or it fails
     */
    public static EnvironmentImage of(Class<?> type, String method) {
        return of(World.of(type, method));
    }

    /**
     * An image of an environment that a catalogue on the class path names.
     *
     * @param name such as {@code word-game}
     * @return the image, not built yet; its tag is the environment's name and version
     * @throws ImageException {@code unknown_environment} when no catalogue has it
     */
    public static EnvironmentImage named(String name) {
        return of(World.named(name));
    }

    private static String usualTag(EnvironmentSpec spec) {
        var name = spec.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return name + ":" + spec.version().replaceAll("[^A-Za-z0-9_.-]", "-");
    }

    /**
     * Another name.
     *
     * @param name such as {@code word-game:1}
     * @return a copy
     * @throws IllegalArgumentException when that is no name of an image
     */
    public EnvironmentImage withTag(String name) {
        try {
            ImageReference.parse(name);
        } catch (InvalidImageReferenceException e) {
            throw new IllegalArgumentException("not a name of an image: " + name, e);
        }
        return with(copy -> copy.tag = name);
    }

    /**
     * Another image beneath, for worlds whose tools need programs of a system, such as {@code git}. Java comes along all the
     * same; its shared libraries are then the base's, which must have those of GNU (glibc) and zlib, as Debian's and Red Hat's
     * images have, and be for this machine's kind of processor.
     *
     * @param archive what {@code docker save} or {@link DockerEngine#save} writes
     * @return a copy
     */
    public EnvironmentImage withBase(Path archive) {
        Objects.requireNonNull(archive, "archive");
        return with(copy -> copy.base = archive);
    }

    /**
     * Another class path than that of this process, from which the needed jars are taken.
     *
     * @param entries jars and folders of classes
     * @return a copy
     */
    public EnvironmentImage withClassPath(List<Path> entries) {
        var given = List.copyOf(entries);
        return with(copy -> copy.classPath = given);
    }

    /**
     * Adds a module of the JDK that is needed at run time, although no class names it.
     *
     * @param module such as {@code jdk.crypto.ec}
     * @return a copy
     */
    public EnvironmentImage withModule(String module) {
        Objects.requireNonNull(module, "module");
        return with(copy -> copy.modules.add(module));
    }

    /**
     * Adds the jar of a class that is needed at run time, although no other class names it.
     *
     * @param type such as a JDBC driver
     * @return a copy
     */
    public EnvironmentImage withClass(Class<?> type) {
        Objects.requireNonNull(type, "type");
        return with(copy -> copy.classes.add(type));
    }

    /**
     * Adds a label.
     *
     * @param name such as {@code org.opencontainers.image.source}
     * @param value its value
     * @return a copy
     */
    public EnvironmentImage withLabel(String name, String value) {
        return with(copy -> put(copy.labels, name, value));
    }

    /**
     * Adds an environment variable. Never a secret: whoever has the image reads it.
     *
     * @param name such as {@code MAX_CONCURRENT_ENVS}
     * @param value its value
     * @return a copy
     */
    public EnvironmentImage withVariable(String name, String value) {
        return with(copy -> put(copy.variables, name, value));
    }

    /**
     * Leaves out the archive of classes: the image is 20 MB smaller, and its server takes three times as long to start.
     *
     * @return a copy
     */
    public EnvironmentImage withoutClassArchive() {
        return with(copy -> copy.archived = false);
    }

    /** Another folder for what takes long to make. */
    EnvironmentImage withCache(Path folder) {
        return with(copy -> copy.cache = new ImageCache(folder));
    }

    private static void put(Map<String, String> values, String name, String value) {
        values.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
    }

    /**
     * What the environment says about itself.
     *
     * @return its spec
     */
    public EnvironmentSpec spec() {
        return world.spec();
    }

    /**
     * Builds the image and gives it to an engine.
     *
     * @param engine where it will run
     * @return the image
     * @throws ImageException when it cannot be built
     * @throws dev.openenv.docker.ContainerException when the engine does not take it
     * @throws IOException when a file cannot be read or written
     */
    public BuiltImage load(DockerEngine engine) throws IOException {
        var folder = Files.createTempDirectory("openenv-image");
        try {
            var archive = folder.resolve("image.tar");
            var built = writeTo(archive);
            engine.load(archive);
            return built;
        } finally {
            ImageCache.delete(folder);
        }
    }

    /**
     * Builds the image into an archive that {@code docker load} takes.
     *
     * @param archive the file to write
     * @return the image
     * @throws ImageException when it cannot be built
     * @throws IOException when a file cannot be read or written
     */
    public BuiltImage writeTo(Path archive) throws IOException {
        return write(archive, ImageFormat.Docker);
    }

    /**
     * Builds the image into an archive of the Open Container Initiative's image layout.
     *
     * @param archive the file to write
     * @return the image
     * @throws ImageException when it cannot be built
     * @throws IOException when a file cannot be read or written
     */
    public BuiltImage writeOciTo(Path archive) throws IOException {
        return write(archive, ImageFormat.OCI);
    }

    private BuiltImage write(Path archive, ImageFormat format) throws IOException {
        var parts = Files.createTempDirectory("openenv-image");
        try {
            var content = ImageContent.of(world, options, parts);
            var layers = options.cache.root().resolve("layers");
            Files.createDirectories(layers);
            var target = Containerizer.to(TarImage.at(archive).named(options.tag))
                    .setApplicationLayersCache(layers)
                    .setBaseImageLayersCache(layers)
                    .setToolName("openenv")
                    .setOfflineMode(true);
            var container = content.plan(options).setFormat(format).containerize(target);
            return new BuiltImage(options.tag, container.getImageId().toString(), content.bytes());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ImageException.failed("interrupted while the image was built", e);
        } catch (ExecutionException e) {
            throw ImageException.failed("the image cannot be written: " + e.getCause(), e.getCause());
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) { // what Jib declares for bases and registries
            throw ImageException.failed("the image cannot be written: " + e, e);
        } finally {
            ImageCache.delete(parts);
        }
    }

    @Override
    public String toString() {
        return "EnvironmentImage[" + options.tag + " of " + world.name() + "]";
    }
}
