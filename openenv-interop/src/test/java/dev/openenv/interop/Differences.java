package dev.openenv.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/** The scenarios of a transcript in which our server answers otherwise than Python's, from {@code differences.txt}. */
final class Differences {

    private static final Path FILE = Path.of("src", "test", "resources", "differences.txt");

    private Differences() {}

    static SortedSet<String> of(String transcript) throws IOException {
        var named = new TreeSet<String>();
        for (var line : Files.readAllLines(FILE)) {
            if (line.startsWith(transcript + ": ")) {
                named.add(line.substring(transcript.length() + 2));
            }
        }
        return named;
    }
}
