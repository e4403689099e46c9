package dev.openenv.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where the pages of a server are, as seen from one of them: links are relative, so that a proxy may put all below a path.
 *
 * @param names of all environments of the server
 * @param root whether the page is at the root, not below {@code /envs/}
 * @param web whether there are playgrounds
 */
record Places(List<String> names, boolean root, boolean web) {

    /** HTML for {@code /docs}; empty when there is nowhere to go. */
    String onDocs() {
        return (web ? "<p>Play it by hand: <a href=\"web/\">web/</a>.</p>\n" : "")
                + others(root ? "envs/" : "../", "/docs");
    }

    /** HTML for {@code /web/}. */
    String onPlayground() {
        return "<p class=\"hint\">Everybody who opens this page plays the same episode. Routes: <a href=\"../docs\">docs</a>."
                + "</p>\n" + others(root ? "../envs/" : "../../", "/web/");
    }

    private String others(String start, String end) {
        if (names.size() < 2) {
            return "";
        }
        return names.stream()
                .map(name -> "<a href=\"" + start
                        + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20") + end + "\">"
                        + Page.escape(name) + "</a>")
                .collect(Collectors.joining(", ", "<nav><p>Environments of this server: ", ".</p></nav>\n"));
    }
}
