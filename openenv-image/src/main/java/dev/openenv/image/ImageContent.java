package dev.openenv.image;

import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import dev.openenv.Environment;
import dev.openenv.provider.InProcessProvider;
import dev.openenv.relay.ImageContract;
import dev.openenv.server.container.ContainerMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of an image, in layers: runtime, libraries, this project, archive of classes, the environment's own.
 *
 * @param world what is served
 * @param layers in order
 * @param bytes how much they hold
 */
record ImageContent(World world, List<FileEntriesLayer> layers, long bytes) {

    /** The same for every file, or an image would be another one each time. */
    private static final Instant MODIFIED = Instant.ofEpochSecond(1);

    private static final FilePermissions FILE = FilePermissions.fromOctalString("644");
    private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");
    private static final FilePermissions OPEN_FOLDER = FilePermissions.fromOctalString("777");

    static ImageContent of(World world, ImageOptions chosen, Path parts) throws IOException {
        var cache = chosen.cache;
        var path = ClassPath.of(chosen.classPath, parts);
        var own = path.holding(world.origin());
        var roots = new LinkedHashSet<>(List.of(path.holding(ContainerMain.class), own));
        roots.addAll(path.resources());
        chosen.classes.forEach(type -> roots.add(path.holding(type)));
        var needed = Needed.by(path, roots, cache);
        var wanted = new TreeSet<>(needed.modules());
        wanted.addAll(chosen.modules);
        if (wanted.contains("java.net.http")) {
            wanted.add("jdk.crypto.ec"); // asked for by name, at the first connection
        }
        var runtime = JavaRuntime.with(wanted, cache);

        var everyWorldHas = Stream.of(Environment.class, InProcessProvider.class, ContainerMain.class)
                .map(path::holding)
                .collect(Collectors.toSet()); // may be one jar
        var libraries = new LinkedHashMap<String, Path>();
        var application = new LinkedHashMap<String, Path>();
        path.jars().forEach((name, jar) -> {
            if (needed.jars().contains(name)) {
                if (name.equals(own) && !everyWorldHas.contains(name)) {
                    application.put(ImageLayout.APPLICATION + name, jar);
                } else {
                    libraries.put(ImageLayout.LIBRARIES + name, jar);
                }
            }
        });
        var archive = chosen.archived
                ? ClassArchive.of(runtime, libraries, application, world.name(), MODIFIED, cache)
                : Optional.<Path>empty();

        var all = new ArrayList<>(libraries.keySet());
        all.addAll(application.keySet());
        var options = Files.write(parts.resolve("java.options"), ImageLayout.options(archive.isPresent(), all));
        var size = new long[1];
        var result = new ArrayList<FileEntriesLayer>();
        result.add(runtimeLayer(runtime, chosen.base == null, size));
        result.add(jarLayer("libraries", libraries, false, size));
        result.add(jarLayer("openenv", libraries, true, size));
        if (archive.isPresent()) {
            result.add(layer("archive", Map.of(ImageLayout.ARCHIVE, archive.get()), size));
        }
        application.put(ImageLayout.OPTIONS.substring(1), options);
        result.add(layer("own", application, size));
        return new ImageContent(world, result, size[0]);
    }

    private static boolean isOurs(String jar) {
        return jar.startsWith("openenv-");
    }

    /** Java, and where nothing lies beneath also what it needs of a system. */
    private static FileEntriesLayer runtimeLayer(JavaRuntime runtime, boolean alone, long[] size) throws IOException {
        var files = new LinkedHashMap<String, Path>();
        addAll(runtime.home(), ImageLayout.JAVA.substring(1), files);
        if (!alone) {
            return layer("runtime", files, size);
        }
        runtime.libraries().forEach((path, file) -> files.put(path.substring(1), file));
        addAll(runtime.settings(), "etc", files);
        return layer("runtime", files, size).toBuilder()
                .addEntry(runtime.empty(), AbsoluteUnixPath.get("/tmp"), OPEN_FOLDER, MODIFIED)
                .build();
    }

    private static void addAll(Path folder, String to, Map<String, Path> files) throws IOException {
        try (var walk = Files.walk(folder)) {
            walk.filter(Files::isRegularFile)
                    .sorted()
                    .forEach(file -> files.put(to + "/" + folder.relativize(file), file));
        }
    }

    private static FileEntriesLayer jarLayer(String name, Map<String, Path> jars, boolean ours, long[] size)
            throws IOException {
        var chosen = new LinkedHashMap<String, Path>();
        jars.forEach((path, jar) -> {
            if (isOurs(path.substring(ImageLayout.LIBRARIES.length())) == ours) {
                chosen.put(path, jar);
            }
        });
        return layer(name, chosen, size);
    }

    private static FileEntriesLayer layer(String name, Map<String, Path> files, long[] size) throws IOException {
        var layer = FileEntriesLayer.builder().setName(name);
        for (var file : files.entrySet()) {
            size[0] += Files.size(file.getValue());
            layer.addEntry(
                    file.getValue(),
                    AbsoluteUnixPath.get("/" + file.getKey()),
                    Files.isExecutable(file.getValue()) ? PROGRAM : FILE,
                    MODIFIED);
        }
        return layer.build();
    }

    /** What Jib is to build. */
    JibContainerBuilder plan(ImageOptions chosen) {
        var spec = world.spec();
        var all = new LinkedHashMap<String, String>();
        all.put("org.opencontainers.image.title", spec.name());
        all.put("org.opencontainers.image.version", spec.version());
        all.put("org.opencontainers.image.description", spec.description());
        all.put("dev.openenv.environment", world.name());
        all.put(ImageContract.PORT_LABEL, Integer.toString(ImageContract.PORT));
        all.put(ImageContract.RELAY_LABEL, ImageContract.STDIO);
        all.putAll(chosen.labels);
        var arm = "aarch64".equals(System.getProperty("os.arch"));
        var builder = chosen.base == null ? Jib.fromScratch() : Jib.from(TarImage.at(chosen.base));
        return builder.setPlatforms(Set.of(new Platform(arm ? "arm64" : "amd64", "linux")))
                .setFileEntriesLayers(layers)
                .setUser(ImageLayout.USER)
                .setWorkingDirectory(AbsoluteUnixPath.get("/"))
                .setExposedPorts(Port.tcp(ImageContract.PORT))
                .setEnvironment(chosen.variables)
                .setLabels(all)
                .setEntrypoint(ImageLayout.entrypoint(world.name()))
                .setCreationTime(Instant.EPOCH);
    }
}
