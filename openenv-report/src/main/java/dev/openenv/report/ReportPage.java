package dev.openenv.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts template, style, scripts and data together. */
final class ReportPage {

    /** More than this many characters of steps make a page slow to open. */
    static final long MOST_CHARACTERS = 64L << 20;

    /** The page's scripts in the order in which they build on each other. */
    private static final List<String> SCRIPTS = List.of(
            "model.js",
            "dom.js",
            "json.js",
            "charts.js",
            "summary.js",
            "tasks.js",
            "episodes.js",
            "viewer.js",
            "player.js",
            "frame.js",
            "main.js");

    private static final List<String> STYLES = List.of("base.css", "results.css", "viewer.css", "media.css");

    private static final Pattern SLOT = Pattern.compile("\\{\\{([a-z]+)}}");

    private final String title;
    private final @Nullable Instant created;
    private final List<AgentEpisodes> groups;
    private final ReportIndex index;
    private final int episodeLimit;
    private final String chartScript = withoutSourceMap(resource("chart.js"));
    private final String pageScript = pageScript();

    ReportPage(
            String title,
            @Nullable Instant created,
            List<AgentEpisodes> groups,
            List<PlayedRun<?, ?>> runs,
            int episodeLimit) {
        this.title = title;
        this.created = created;
        this.groups = groups;
        this.index = new ReportIndex(groups, runs);
        this.episodeLimit = episodeLimit;
    }

    void write(Writer out) throws IOException {
        var template = resource("report.html");
        var slots = SLOT.matcher(template);
        var shown = new HashSet<Integer>();
        var at = 0;
        while (slots.find()) {
            out.write(template, at, slots.start() - at);
            at = slots.end();
            var slot = slots.group(1);
            if (slot.equals("episodes")) {
                writeEpisodes(out, shown);
            } else {
                out.write(fill(slot, shown));
            }
        }
        out.write(template, at, template.length() - at);
    }

    private String fill(String slot, Set<Integer> shown) {
        return switch (slot) {
            case "policy" -> policy();
            case "title" -> JsonPage.escape(title);
            case "style" -> STYLES.stream().map(ReportPage::resource).collect(Collectors.joining("\n"));
            case "table" ->
                JsonPage.escape(ResultTable.of(
                                groups.stream().map(AgentEpisodes::statistics).toList())
                        .toString());
            case "licences" ->
                JsonPage.escape(resource("chart.js.LICENSE.txt").strip() + "\n\n"
                        + resource("color.js.LICENSE.txt").strip());
            case "index" ->
                JsonPage.block(index.json(title, created == null ? null : created.toString(), shown, episodeLimit));
            case "chart" -> chartScript;
            case "script" -> pageScript;
            default -> throw new IllegalStateException("the template has an unknown slot: " + slot);
        };
    }

    /** The index comes after the episodes in the page, so it can say which of them found room. */
    private void writeEpisodes(Writer out, Set<Integer> shown) throws IOException {
        var room = MOST_CHARACTERS;
        for (var entry : EpisodeSample.of(index.entries(), episodeLimit)) {
            var block = JsonPage.block(entry.document());
            if (block.length() <= room) {
                room -= block.length();
                shown.add(entry.number());
                out.write("<script type=\"application/json\" id=\"episode-" + entry.number() + "\">");
                out.write(block);
                out.write("</script>\n");
            }
        }
    }

    private String policy() {
        return "default-src 'none'; script-src " + hash(chartScript) + " " + hash(pageScript)
                + "; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String script) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String pageScript() {
        return SCRIPTS.stream()
                .map(ReportPage::resource)
                .collect(Collectors.joining("\n", "(() => {\n\"use strict\";\n\n", "})();\n"));
    }

    /** A source map would be looked for beside the page when someone opens the developer tools. */
    private static String withoutSourceMap(String script) {
        return script.replaceFirst("(?m)^//# sourceMappingURL=.*$", "").stripTrailing() + "\n";
    }

    private static String resource(String name) {
        try (var in = Objects.requireNonNull(ReportPage.class.getResourceAsStream("page/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("the jar is broken: " + name, e);
        }
    }
}
