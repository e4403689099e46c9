package dev.openenv.mcp;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A foreign MCP server: a command that is started, or an address.
 *
 * <p>Immutable. Its text shows no header and no variable.
 *
 * <pre>{@code
 * ToolServer.command("git", "uvx", "mcp-server-git");
 * ToolServer.at("search", URI.create("https://search.example/mcp")).withToken(token);
 * }</pre>
 */
public final class ToolServer {

    /** How long a call may take when nothing else is said. */
    public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(30);

    private final String name;
    private final List<String> command;
    private final @Nullable URI uri;
    private final Map<String, String> variables;
    private final Map<String, String> headers;
    private final Duration limit;

    private ToolServer(
            String name,
            List<String> command,
            @Nullable URI uri,
            Map<String, String> variables,
            Map<String, String> headers,
            Duration limit) {
        this.name = name;
        this.command = List.copyOf(command);
        this.uri = uri;
        this.variables = Map.copyOf(variables);
        this.headers = Map.copyOf(headers);
        this.limit = limit;
    }

    /**
     * A server that is a process of its own, spoken to over its standard input and output. It gets this process's environment
     * variables.
     *
     * @param name for messages, and before its tools where another server has one of the same name
     * @param command the program and its arguments
     * @return the server, not started
     * @throws IllegalArgumentException when there is no program, or the name has other characters than letters, digits, _ and -
     */
    public static ToolServer command(String name, String... command) {
        if (command.length == 0) {
            throw new IllegalArgumentException("server '" + name + "' needs a program to start");
        }
        return new ToolServer(checked(name), List.of(command), null, Map.of(), Map.of(), DEFAULT_LIMIT);
    }

    /**
     * A server that is reached over Streamable HTTP.
     *
     * @param name for messages, and before its tools where another server has one of the same name
     * @param uri all of its address, {@code http} or {@code https}, such as {@code http://127.0.0.1:8000/mcp}
     * @return the server, not connected
     * @throws IllegalArgumentException for another address, or a name with other characters than letters, digits, _ and -
     */
    public static ToolServer at(String name, URI uri) {
        if (uri.getHost() == null || uri.getScheme() == null || !uri.getScheme().matches("https?")) {
            throw new IllegalArgumentException(
                    "the address of server '" + name + "' should be http or https, got " + uri);
        }
        return new ToolServer(checked(name), List.of(), uri, Map.of(), Map.of(), DEFAULT_LIMIT);
    }

    private static String checked(String name) {
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("the name of a server has letters, digits, _ and -, got '" + name + "'");
        }
        return name;
    }

    /**
     * With one more environment variable of its process.
     *
     * @param variable the name
     * @param value the value, which may be a secret
     * @return a copy
     */
    public ToolServer withVariable(String variable, String value) {
        return new ToolServer(name, command, uri, with(variables, variable, value), headers, limit);
    }

    /**
     * With one more header in each request.
     *
     * @param header the name
     * @param value the value, which may be a secret
     * @return a copy
     */
    public ToolServer withHeader(String header, String value) {
        return new ToolServer(name, command, uri, variables, with(headers, header, value), limit);
    }

    /**
     * With {@code Authorization: Bearer <token>} in each request.
     *
     * @param token the token
     * @return a copy
     */
    public ToolServer withToken(String token) {
        return withHeader("Authorization", "Bearer " + token);
    }

    /**
     * With another limit for one call; for its start and connection, too.
     *
     * @param value above zero; {@link #DEFAULT_LIMIT} otherwise
     * @return a copy
     */
    public ToolServer withLimit(Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException("a limit must be above zero, got " + value);
        }
        return new ToolServer(name, command, uri, variables, headers, value);
    }

    private static Map<String, String> with(Map<String, String> all, String name, String value) {
        var more = new LinkedHashMap<>(all);
        more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return more;
    }

    /**
     * What it is called.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * How long one call may take.
     *
     * @return above zero
     */
    public Duration limit() {
        return limit;
    }

    /** The address; null of a command. */
    @Nullable
    URI uri() {
        return uri;
    }

    List<String> command() {
        return command;
    }

    Map<String, String> variables() {
        return variables;
    }

    Map<String, String> headers() {
        return headers;
    }

    @Override
    public String toString() {
        return "ToolServer[" + name + ", " + (uri == null ? command.get(0) : uri) + "]";
    }
}
