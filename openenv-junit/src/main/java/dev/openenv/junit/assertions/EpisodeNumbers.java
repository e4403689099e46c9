package dev.openenv.junit.assertions;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells the failed episodes of one test apart, one number each in this process, however many threads play them. */
final class EpisodeNumbers {

    private static final Map<String, Integer> LAST = new ConcurrentHashMap<>();

    private EpisodeNumbers() {}

    /** The next number, from 1; folders that some systems take for the same count together. */
    static int next(Path folder) {
        var key = folder.toAbsolutePath().normalize().toString().toLowerCase(Locale.ROOT);
        return LAST.merge(key, 1, Integer::sum);
    }
}
