package dev.openenv.image;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What of a class path and of the JDK a program needs, as jdeps finds it: the jars and modules with a class that can be reached.
 * Jars that offer a service for which such a class asks are needed, too, but for catalogues of environments: those of other
 * environments stay away.
 *
 * @param jars file names
 * @param modules of the JDK
 */
record Needed(Set<String> jars, Set<String> modules) {

    private static final Pattern LINE = Pattern.compile("\\s*(\\S+) -> (.+?)\\s*");
    private static final Pattern MODULE = Pattern.compile("(java|jdk)\\.[a-z0-9.]+");
    private static final String JAR = ".jar";
    private static final String JARS_FILE = "jars";
    private static final String MODULES_FILE = "modules";

    /** Asks jdeps, or remembers what it said about the same libraries and roots that speak of the same classes. */
    static Needed by(ClassPath path, Set<String> roots, ImageCache cache) throws IOException {
        var key = new ArrayList<String>(List.of(System.getProperty("java.vm.version", ""), roots.toString()));
        for (var jar : path.jars().entrySet()) {
            key.add(jar.getKey());
            key.add(
                    roots.contains(jar.getKey())
                            ? Hashes.ofTexts(References.of(jar.getValue()))
                            : Hashes.ofFile(jar.getValue()));
        }
        var folder = cache.folder("needed-" + Hashes.ofTexts(key), fresh -> {
            var copies = Files.createDirectory(fresh.resolve("copies"));
            var found = search(path, roots, copies);
            ImageCache.delete(copies);
            Files.write(fresh.resolve(JARS_FILE), found.jars);
            Files.write(fresh.resolve(MODULES_FILE), found.modules);
        });
        return new Needed(
                new LinkedHashSet<>(Files.readAllLines(folder.resolve(JARS_FILE))),
                new TreeSet<>(Files.readAllLines(folder.resolve(MODULES_FILE))));
    }

    private static Needed search(ClassPath path, Set<String> first, Path copies) throws IOException {
        var roots = new LinkedHashSet<>(first);
        while (true) {
            var found = ask(path, roots, copies);
            var asked = Services.askedFor(found.jars.stream().map(path::jar).toList());
            var offering = new LinkedHashSet<String>();
            for (var jar : path.jars().entrySet()) {
                if (!found.jars.contains(jar.getKey())
                        && Services.offeredBy(jar.getValue()).stream().anyMatch(asked)) {
                    offering.add(jar.getKey());
                }
            }
            if (!roots.addAll(offering)) {
                return found;
            }
        }
    }

    private static Needed ask(ClassPath path, Set<String> roots, Path copies) throws IOException {
        var all = path.jars().values().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        var release = Integer.toString(Runtime.version().feature());
        var arguments = new ArrayList<>(
                List.of("--ignore-missing-deps", "--multi-release", release, "-summary", "-recursive", "-cp", all));
        for (var root : roots) {
            arguments.add(ClassPath.withoutModule(path.jar(root), copies).toString());
        }
        var jars = new LinkedHashSet<>(roots);
        var modules = new TreeSet<>(Set.of("java.base"));
        for (var line : Tool.ofJdk("jdeps", arguments).lines().toList()) {
            var matcher = LINE.matcher(line);
            if (matcher.matches()) {
                for (var word : List.of(matcher.group(1), matcher.group(2))) {
                    if (word.endsWith(JAR)) {
                        jars.add(nameOf(path, word));
                    } else if (MODULE.matcher(word).matches()) {
                        modules.add(word);
                    }
                }
            }
        }
        return new Needed(jars, modules);
    }

    private static String nameOf(ClassPath path, String word) {
        var file = Path.of(word).getFileName().toString();
        return path.jars().entrySet().stream()
                .filter(jar -> jar.getValue().getFileName().toString().equals(file))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> ImageException.failed("jdeps names " + word + ", which is not there", null));
    }
}
