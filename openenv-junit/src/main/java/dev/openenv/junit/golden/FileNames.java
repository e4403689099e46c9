package dev.openenv.junit.golden;

import dev.openenv.Seeds;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names of tests as names of files: the same on every system, different for different tests, never outside of a folder.
 */
final class FileNames {

    private static final int LONGEST = 100;
    private static final Pattern OTHERS = Pattern.compile("[^A-Za-z0-9._-]+");
    private static final Pattern RESERVED =
            Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE);

    private FileNames() {}

    /** What is changed or shortened gets a hash of the whole name. */
    static String of(String test) {
        var plain = OTHERS.matcher(test).replaceAll("-");
        var trimmed = plain.replaceAll("^[.-]+", "").replaceAll("[.-]+$", "");
        var reserved = RESERVED.matcher(trimmed).matches();
        if (trimmed.equals(test) && test.length() <= LONGEST && !reserved && !test.isEmpty()) {
            return test;
        }
        var cut = trimmed.length() <= LONGEST ? trimmed : trimmed.substring(0, LONGEST);
        var hash = String.format(Locale.ROOT, "%08x", (int) Seeds.hash(test));
        return cut.isEmpty() ? "test-" + hash : (reserved ? "test-" : "") + cut + "-" + hash;
    }
}
