package dev.openenv.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A Java runtime with the modules that are needed, made from the JDK that runs this, and the shared libraries of this system
 * without which it does not start.
 *
 * @param folder where it is kept
 * @param libraries path in the image to file
 */
record JavaRuntime(Path folder, Map<String, Path> libraries) {

    private static final Pattern LIBRARY = Pattern.compile("(?:\\S+ => )?(/\\S+) \\(0x[0-9a-f]+\\)");
    private static final String HOME = "java";
    private static final String SETTINGS = "etc";
    private static final String EMPTY = "empty";
    private static final String LIBRARIES_FILE = "libraries";
    private static final int LDD_SECONDS = 30;
    private static final int LINK_SECONDS = 300;
    private static final int MAGIC_BYTES = 4;
    private static final int NEW_COMPRESSION = 21;

    /** Links one, or takes the one that was linked before. */
    static JavaRuntime with(Set<String> modules, ImageCache cache) throws IOException {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            throw new ImageException(
                    "not_linux", "the runtime is made from this machine's JDK, which does not run on Linux", null);
        }
        var key = new ArrayList<String>(modules);
        key.add(System.getProperty("java.vm.version", ""));
        key.add(System.getProperty("java.vendor.version", ""));
        key.add(System.getProperty("java.home"));
        key.add(System.getProperty("os.arch"));
        var folder = cache.folder("runtime-" + Hashes.ofTexts(key), fresh -> link(modules, fresh));
        var libraries = new TreeMap<String, Path>();
        for (var library : Files.readAllLines(folder.resolve(LIBRARIES_FILE))) {
            libraries.put(library, Path.of(library).toRealPath());
        }
        return new JavaRuntime(folder, libraries);
    }

    private static void link(Set<String> modules, Path folder) throws IOException {
        var home = folder.resolve(HOME);
        var jlink = Path.of(System.getProperty("java.home"), "bin", "jlink");
        Tool.run( // within this process its second result differs from the first
                folder,
                List.of(
                        jlink.toString(),
                        "--add-modules",
                        String.join(",", modules),
                        "--strip-java-debug-attributes",
                        "--no-header-files",
                        "--no-man-pages",
                        Runtime.version().feature() >= NEW_COMPRESSION ? "--compress=zip-6" : "--compress=2",
                        "--output",
                        home.toString()),
                LINK_SECONDS);
        Files.write(folder.resolve(LIBRARIES_FILE), librariesOf(home));
        var settings = Files.createDirectory(folder.resolve(SETTINGS));
        Files.writeString(settings.resolve("passwd"), ImageLayout.PASSWD);
        Files.writeString(settings.resolve("group"), ImageLayout.GROUP);
        Files.writeString(settings.resolve("nsswitch.conf"), ImageLayout.NAME_LOOKUP);
        Files.createDirectory(folder.resolve(EMPTY));
    }

    /** What the dynamic linker names for every program and library of the runtime. */
    private static Set<String> librariesOf(Path home) throws IOException {
        var command = new ArrayList<>(List.of("ldd"));
        try (var files = Files.walk(home)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (isElf(file)) {
                    command.add(file.toString());
                }
            }
        }
        var found = new TreeSet<String>();
        var matcher = LIBRARY.matcher(Tool.run(home, command, LDD_SECONDS));
        while (matcher.find()) {
            if (!Path.of(matcher.group(1)).normalize().startsWith(home)) {
                found.add(matcher.group(1));
            }
        }
        return found;
    }

    private static boolean isElf(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var magic = in.readNBytes(MAGIC_BYTES);
            return magic.length == MAGIC_BYTES
                    && magic[0] == 0x7f
                    && magic[1] == 'E'
                    && magic[2] == 'L'
                    && magic[3] == 'F';
        }
    }

    /** What it was made from, wherever it lies. */
    String identity() {
        return String.valueOf(folder.getFileName());
    }

    /** Files for the folder of settings, {@code /etc}. */
    Path settings() {
        return folder.resolve(SETTINGS);
    }

    /** A folder without anything. */
    Path empty() {
        return folder.resolve(EMPTY);
    }

    /** The runtime itself. */
    Path home() {
        return folder.resolve(HOME);
    }
}
