package dev.openenv.remote;

import java.net.URI;
import java.util.Locale;

/**
 * Where a server is: what stands before {@code /ws} and the other routes.
 *
 * @param base http or https, without a slash at the end
 */
record Address(URI base) {

    static Address of(URI given) {
        var scheme = given.getScheme() == null ? "" : given.getScheme().toLowerCase(Locale.ROOT);
        var http =
                switch (scheme) {
                    case "http", "ws" -> "http";
                    case "https", "wss" -> "https";
                    default -> throw refused(given, "it must begin with http://, https://, ws:// or wss://");
                };
        if (given.getHost() == null) {
            throw refused(given, "it names no host");
        }
        if (given.getRawUserInfo() != null) {
            throw new IllegalArgumentException("an address must not hold a user or a password; use withBearerToken");
        }
        if (given.getRawQuery() != null || given.getRawFragment() != null) {
            throw refused(given, "it must not have a query or a fragment");
        }
        var path = given.getRawPath() == null ? "" : given.getRawPath().replaceAll("/+$", "");
        return new Address(URI.create(http + "://" + given.getRawAuthority() + path));
    }

    /** The WebSocket route. */
    URI socket() {
        return URI.create("ws" + base.toString().substring("http".length()) + "/ws");
    }

    /** An HTTP route. */
    URI route(String path) {
        return URI.create(base + path);
    }

    /** Whether the server is on this machine, so that no proxy can know it. */
    boolean loopback() {
        var host = base.getHost().toLowerCase(Locale.ROOT);
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.matches("127(\\.\\d{1,3}){3}")
                || host.equals("[::1]")
                || host.equals("[0:0:0:0:0:0:0:1]");
    }

    /** A name for an environment of which no name is known. */
    String name() {
        var text = (base.getRawAuthority() + base.getRawPath()).replaceAll("[^A-Za-z0-9._:-]+", "-");
        var name = text.replaceAll("^[^A-Za-z0-9]+", "");
        return name.length() <= 100 ? name : name.substring(0, 100);
    }

    private static IllegalArgumentException refused(URI given, String why) {
        return new IllegalArgumentException("not the address of a server: " + given + "; " + why);
    }
}
