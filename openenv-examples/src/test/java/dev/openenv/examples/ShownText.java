package dev.openenv.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a document shows in a block, to be compared with what is printed. */
public final class ShownText {

    private ShownText() {}

    /** The block of a document that is the {@code index}-th of its language, from 0. */
    public static String block(Path document, String language, int index) throws IOException {
        return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
                .matcher(Files.readString(document))
                .results()
                .skip(index)
                .findFirst()
                .orElseThrow(() -> new AssertionError(document + " has no such block"))
                .group(1);
    }

    /** The same, to be found in a text; three dots stand for anything. */
    public static Pattern pattern(Path document, int index) throws IOException {
        var shown = block(document, "text", index).strip();
        return Pattern.compile(Arrays.stream(shown.split(Pattern.quote("...")))
                .map(Pattern::quote)
                .collect(Collectors.joining("[\\s\\S]*?")));
    }
}
