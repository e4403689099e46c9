package dev.openenv.image;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * The jars of a class path; folders of classes count as jars of their own, packed so that the same files give the same bytes.
 *
 * @param jars file name to jar, in the order of the class path
 * @param resources which of these names are packed folders without a class, as some build tools make them
 * @param origins where each came from
 */
record ClassPath(Map<String, Path> jars, Set<String> resources, Map<Path, String> origins) {

    /** The first moment that a zip can name. */
    private static final LocalDateTime ZIP_EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final String MODULE = "module-info.class";

    /** That of this process. */
    static List<Path> ofThisProcess() {
        var entries = new ArrayList<Path>();
        for (var property : List.of("java.class.path", "jdk.module.path")) {
            for (var entry : System.getProperty(property, "").split(File.pathSeparator, -1)) {
                if (!entry.isEmpty() && Files.exists(Path.of(entry))) {
                    entries.add(Path.of(entry));
                }
            }
        }
        return entries;
    }

    /** Reads entries, and packs folders into a folder for that. */
    static ClassPath of(List<Path> entries, Path packed) throws IOException {
        var jars = new LinkedHashMap<String, Path>();
        var resources = new LinkedHashSet<String>();
        var origins = new LinkedHashMap<Path, String>();
        for (var entry : entries) {
            var real = entry.toRealPath();
            if (origins.containsKey(real)) {
                continue;
            }
            var folder = Files.isDirectory(real);
            var name = free(folder ? "classes.jar" : real.getFileName().toString(), jars);
            var jar = folder ? pack(real, packed.resolve(name)) : real;
            jars.put(name, jar);
            origins.put(real, name);
            if (folder && !hasClasses(real)) {
                resources.add(name);
            }
        }
        return new ClassPath(jars, resources, origins);
    }

    private static String free(String name, Map<String, Path> taken) {
        var plain = name.endsWith(".jar") ? name.substring(0, name.length() - ".jar".length()) : name;
        var free = plain + ".jar";
        for (var i = 2; taken.containsKey(free); i++) {
            free = plain + "-" + i + ".jar";
        }
        return free;
    }

    private static boolean hasClasses(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".class"));
        }
    }

    private static Path pack(Path folder, Path jar) throws IOException {
        try (var files = Files.walk(folder);
                var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var name = folder.relativize(file).toString().replace(File.separatorChar, '/');
                if (!name.equals(MODULE)) { // on a class path it says nothing
                    var entry = new JarEntry(name);
                    entry.setTimeLocal(ZIP_EPOCH);
                    out.putNextEntry(entry);
                    Files.copy(file, out);
                    out.closeEntry();
                }
            }
        }
        return jar;
    }

    /** A jar that is no module: itself, or a copy in a folder for that. */
    static Path withoutModule(Path jar, Path copies) throws IOException {
        try (var in = new JarFile(jar.toFile())) {
            if (in.stream().noneMatch(ClassPath::isModule)) {
                return jar;
            }
            var copy = copies.resolve(jar.getFileName());
            try (var out = new JarOutputStream(Files.newOutputStream(copy))) {
                for (var entry : in.stream().filter(each -> !isModule(each)).toList()) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    in.getInputStream(entry).transferTo(out);
                    out.closeEntry();
                }
            }
            return copy;
        }
    }

    private static boolean isModule(ZipEntry entry) { // for some release, too
        return entry.getName().endsWith(MODULE);
    }

    /** The jar of that name. */
    Path jar(String name) {
        return Objects.requireNonNull(jars.get(name), name);
    }

    /** The name of the jar from which a class was loaded. */
    String holding(Class<?> type) {
        var source = type.getProtectionDomain().getCodeSource();
        try {
            var place = source == null
                    ? null
                    : Path.of(source.getLocation().toURI()).toRealPath();
            var name = place == null ? null : origins.get(place);
            if (name != null) {
                return name;
            }
        } catch (IOException | URISyntaxException e) {
            throw ImageException.failed("it is unknown where " + type.getName() + " comes from", e);
        }
        throw ImageException.failed("the class path for the image lacks " + type.getName(), null);
    }
}
