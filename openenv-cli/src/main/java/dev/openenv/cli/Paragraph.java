package dev.openenv.cli;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines at its spaces. */
final class Paragraph {

    private Paragraph() {}

    /** At least one line; a word that is wider than the line stays whole. */
    static List<String> broken(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
