package dev.openenv.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A page that needs nothing but itself: its one style and its one script stand in it, and the policy names them by their
 * digests, so that nothing else can run. Immutable.
 *
 * @param html the page, not to be changed
 * @param policy its Content-Security-Policy
 */
@SuppressWarnings("ArrayRecordComponent") // written once and sent as it is
record Page(byte[] html, String policy) {

    /** {@code body} is HTML with every foreign text escaped; {@code frames} says who may show the page in a frame. */
    static Page of(String title, String style, String body, String script, String frames) {
        var html = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n<title>"
                + escape(title) + "</title>\n<style>" + style + "</style>\n</head>\n<body>\n" + body
                + (script.isEmpty() ? "" : "<script>" + script + "</script>\n") + "</body>\n</html>\n";
        var policy = "default-src 'none'; style-src " + digest(style)
                + (script.isEmpty() ? "" : "; script-src " + digest(script) + "; connect-src 'self'")
                + "; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors " + frames;
        return new Page(html.getBytes(StandardCharsets.UTF_8), policy);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String digest(String text) {
        try {
            var bytes = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(bytes) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
