package dev.openenv.docs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A fenced block of a Markdown file.
 *
 * @param file relative to the checkout
 * @param line of the first line inside the fence, from 1
 * @param language the word after the fence, empty for none
 * @param text what is inside
 * @param marks the {@code <!-- doc: ... -->} comments directly above, without the frame
 */
record Block(Path file, int line, String language, String text, List<String> marks) {

    /** What stands behind a mark's first word, or empty when there is no such mark. */
    Optional<String> mark(String word) {
        return marks.stream()
                .filter(mark -> mark.equals(word) || mark.startsWith(word + " ") || mark.startsWith(word + "\n"))
                .map(mark -> mark.substring(word.length()).strip())
                .findFirst();
    }

    boolean isJava() {
        return language.equals("java");
    }

    String place() {
        return place(0);
    }

    String place(long lineInside) {
        return file + ":" + (line + lineInside);
    }
}
