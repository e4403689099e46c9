package dev.openenv.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what the tests need of Markdown files: fenced blocks and relative links. */
final class Markdown {

    private static final String MARK = "<!-- doc:";
    private static final String MARK_END = "-->";
    private static final Pattern LINK = Pattern.compile("]\\(<?([^)\\s>]+)>?(?:\\s+\"[^\"]*\")?\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:.*|#.*|//.*");

    private Markdown() {}

    /** A link to a file. */
    record Link(Path file, int line, String target) {}

    static Path checkout() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("openenv-api"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** All Markdown files of a checkout that are not build results, relative to it. */
    static List<Path> files(Path checkout) {
        try (var all = Files.walk(checkout)) {
            return all.map(checkout::relativize)
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(Markdown::isSource)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSource(Path file) {
        for (var part : file) {
            var name = part.toString();
            if (name.startsWith(".") || name.equals("target") || name.equals("openenv-runs")) {
                return false;
            }
        }
        return true;
    }

    static List<Block> blocks(Path file, List<String> lines) {
        var blocks = new ArrayList<Block>();
        var marks = new ArrayList<String>();
        for (var at = 0; at < lines.size(); at++) {
            var line = lines.get(at).strip();
            if (line.startsWith(MARK)) {
                var mark = new StringBuilder(line.substring(MARK.length()));
                while (mark.indexOf(MARK_END) < 0) {
                    mark.append('\n').append(lines.get(++at));
                }
                marks.add(mark.substring(0, mark.indexOf(MARK_END)).strip());
            } else if (line.startsWith("```")) {
                var indent = lines.get(at).indexOf("```");
                var text = new StringBuilder();
                var first = at + 2;
                while (!lines.get(++at).strip().equals("```")) {
                    var inside = lines.get(at);
                    text.append(inside.substring(Math.min(indent, inside.length())))
                            .append('\n');
                }
                blocks.add(new Block(file, first, line.substring(3).strip(), text.toString(), List.copyOf(marks)));
                marks.clear();
            } else if (!line.isEmpty()) {
                marks.clear();
            }
        }
        return blocks;
    }

    /** Links to files, outside code. */
    static List<Link> links(Path file, List<String> lines) {
        var links = new ArrayList<Link>();
        var fenced = false;
        for (var at = 0; at < lines.size(); at++) {
            var line = lines.get(at);
            if (line.strip().startsWith("```")) {
                fenced = !fenced;
            } else if (!fenced) {
                var matcher = LINK.matcher(line.replaceAll("`[^`]*`", "code"));
                while (matcher.find()) {
                    if (!ELSEWHERE.matcher(matcher.group(1)).matches()) {
                        links.add(new Link(file, at + 1, matcher.group(1).replaceFirst("[#?].*", "")));
                    }
                }
            }
        }
        return links;
    }
}
