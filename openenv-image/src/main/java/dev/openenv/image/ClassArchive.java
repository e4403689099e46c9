package dev.openenv.image;

import dev.openenv.OpenEnvException;
import dev.openenv.relay.ImageContract;
import dev.openenv.relay.RelayListener;
import dev.openenv.remote.RemoteProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An archive of the classes that a starting server loads, which more than halves the time of its start (class data sharing). It
 * holds classes of the JDK and of libraries, so that a change of the environment's own code needs no new one.
 *
 * <p>The same input gives the same bytes: classes and the proxies of lambdas are listed in alphabetical order, and the
 * archive is written by a JVM whose memory is laid out the same each time. For that the folder in which it works has always the
 * same name. What threads that meet by chance change is asked for until two answers are alike, which makes a difference rare.
 */
final class ClassArchive {

    private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);
    private static final String FILE = "classes.jsa";
    private static final String LIST = "classes";
    private static final String PROGRAM = "java/bin/java";
    private static final int NAME_DIGITS = 16;
    private static final int COPY_SECONDS = 60;
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final int DUMP_SECONDS = 120;
    private static final int MOST_DUMPS = 6;
    private static final int MOST_LISTS = 5;

    /** Loaded or not, as threads happen to meet. */
    private static final List<String> BY_CHANCE = List.of(
            "java/util/concurrent/locks/AbstractQueuedSynchronizer$ConditionNode",
            "java/util/concurrent/locks/AbstractQueuedSynchronizer$ExclusiveNode",
            "java/util/concurrent/locks/AbstractQueuedSynchronizer$SharedNode");

    private ClassArchive() {}

    /**
     * The archive for these libraries; empty when the environment does not start here.
     *
     * @param libraries path on the class path to file, in its order
     * @param application the same for the jars that come after them
     */
    static Optional<Path> of(
            JavaRuntime runtime,
            Map<String, Path> libraries,
            Map<String, Path> application,
            String world,
            Instant modified,
            ImageCache cache)
            throws IOException {
        var key = new ArrayList<>(List.of(runtime.identity(), world, modified.toString()));
        for (var library : libraries.entrySet()) {
            key.add(library.getKey());
            key.add(Hashes.ofFile(library.getValue()));
        }
        var hash = Hashes.ofTexts(key);
        try {
            var folder = cache.folder("classes-" + hash, fresh -> {
                var bench = bench(hash, fresh);
                try {
                    write(bench, runtime, libraries, application, world, modified);
                    Files.copy(bench.resolve(FILE), fresh.resolve(FILE));
                } finally {
                    ImageCache.delete(bench);
                }
            });
            return Optional.of(folder.resolve(FILE));
        } catch (OpenEnvException e) {
            LOG.warn("no_class_archive world={} reason={}", world, e.getMessage());
            return Optional.empty();
        }
    }

    /** A folder to work in; of another name when somebody has this one. */
    private static Path bench(String hash, Path other) throws IOException {
        var usual = Path.of("/tmp", "openenv-image-" + hash.substring(0, NAME_DIGITS));
        try {
            return Files.createDirectory(usual);
        } catch (IOException taken) {
            LOG.debug("bench={} reason={}", usual, taken.toString());
            return Files.createDirectory(other.resolve("bench"));
        }
    }

    private static void write(
            Path bench,
            JavaRuntime runtime,
            Map<String, Path> libraries,
            Map<String, Path> application,
            String world,
            Instant modified)
            throws IOException {
        Tool.run(bench, List.of("cp", "-R", runtime.home().toString(), "java"), COPY_SECONDS);
        lay(libraries, bench, modified);
        lay(application, bench, modified);
        var all = new ArrayList<>(libraries.keySet());
        all.addAll(application.keySet());
        Files.write(bench.resolve(LIST), usualClasses(bench, all, world));
        dump(bench, libraries.keySet());
    }

    private static void lay(Map<String, Path> files, Path stage, Instant modified) throws IOException {
        for (var file : files.entrySet()) {
            var copy = stage.resolve(file.getKey());
            Files.createDirectories(copy.getParent());
            Files.copy(file.getValue(), copy);
            Files.setLastModifiedTime(copy, FileTime.from(modified));
        }
    }

    /** The classes that are loaded, asked for until two lists are alike: a thread that is late may load one more. */
    private static Set<String> usualClasses(Path bench, List<String> path, String world) throws IOException {
        var seen = new HashSet<Set<String>>();
        var last = classes(bench, path, world);
        for (var attempt = 1; attempt < MOST_LISTS && seen.add(last); attempt++) {
            last = classes(bench, path, world);
        }
        return last;
    }

    /** The classes that are loaded from the start to the first reset. */
    private static Set<String> classes(Path bench, List<String> path, String world) throws IOException {
        var list = bench.resolve("loaded");
        var said = bench.resolve("said");
        var builder = new ProcessBuilder(
                        PROGRAM,
                        "-XX:+UseSerialGC",
                        "-Xshare:off",
                        "-XX:DumpLoadedClassList=" + list,
                        "-cp",
                        String.join(":", path),
                        ImageLayout.PROGRAM,
                        world)
                .directory(bench.toFile())
                .redirectError(said.toFile());
        builder.environment()
                .putAll(Map.of(ImageContract.RELAY_VARIABLE, ImageContract.STDIO, ImageContract.PORT_VARIABLE, "0"));
        var process = builder.start();
        try (var listener = RelayListener.over(process.getInputStream(), process.getOutputStream())) {
            if (!listener.awaitReady(START_LIMIT)) {
                throw ImageException.failed(
                        world + " does not start: " + Tool.shortened(Files.readString(said, StandardCharsets.UTF_8)),
                        null);
            }
            try (var env = RemoteProvider.at(listener.uri()).open(START_LIMIT)) {
                env.reset();
                env.state();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ImageException.failed("interrupted while " + world + " started", e);
        } finally {
            end(process);
        }
        var classes = Files.readAllLines(list).stream()
                .filter(line -> !line.startsWith("#") && !line.contains(" source:"))
                .map(line -> line.replaceAll(" id: .*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        classes.addAll(BY_CHANCE);
        return classes;
    }

    private static void end(Process process) throws IOException {
        try {
            process.getOutputStream().close(); // the end of the relay, and so of the program
            if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Writes the archive until two are alike: threads of the JVM that meet otherwise than usual change one now and then. */
    private static void dump(Path bench, Iterable<String> path) throws IOException {
        var command = List.of(
                PROGRAM,
                "-XX:+UseSerialGC",
                "-XX:ActiveProcessorCount=1",
                "-Xint",
                "-Xms1g", // nothing is collected meanwhile
                "-Xmn700m",
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + LIST,
                "-XX:SharedArchiveFile=" + FILE,
                "-cp",
                String.join(":", path));
        var seen = new HashSet<String>();
        for (var attempt = 0; attempt < MOST_DUMPS; attempt++) {
            Files.deleteIfExists(bench.resolve(FILE));
            try {
                Tool.run(bench, alwaysTheSame(command), DUMP_SECONDS);
            } catch (ImageException notAllowed) {
                LOG.debug("the archive's bytes differ each time: {}", notAllowed.getMessage());
                Tool.run(bench, command, DUMP_SECONDS);
                return;
            }
            if (!seen.add(Hashes.ofFile(bench.resolve(FILE)))) {
                return;
            }
        }
    }

    /** On one processor, without environment variables, at fixed addresses. */
    private static List<String> alwaysTheSame(List<String> command) throws IOException {
        var processor = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .map(line -> line.replaceAll("\\D*(\\d+).*", "$1"))
                .findFirst()
                .orElse("0");
        var all = new ArrayList<>(List.of("env", "-i", "taskset", "-c", processor, "setarch", "-R"));
        all.addAll(command);
        return all;
    }
}
