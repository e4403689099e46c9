package dev.openenv.mcp;

import dev.openenv.SpecException;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolException;
import dev.openenv.tools.ToolJson;
import dev.openenv.tools.ToolResult;
import dev.openenv.tools.ToolSet;
import dev.openenv.tools.Tools;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tools of foreign MCP servers. A tool keeps its name, unless two servers have one of that name or it is reserved ({@link
 * ToolSet#RESERVED_NAMES}): then the server's name stands before it, {@code git_search} and {@code web_search}.
 *
 * <p>What goes wrong is a {@link ToolException} of the kind that it is: {@code TRANSPORT_ERROR} when the server is not there or
 * has gone, {@code TIMEOUT} after the server's limit, {@code EXECUTION_ERROR} when the tool says that it failed, {@code
 * INVALID_ARGUMENTS} and {@code NOT_FOUND} when the server says that. A server that has gone is not started again: a new
 * connection is a new session, which is a reset's to make.
 *
 * <p>Safe for many threads. Closing it ends the processes that it started and the sessions that it has.
 *
 * <pre>{@code
 * var files = ToolServer.command("files", "npx", "-y", "@modelcontextprotocol/server-filesystem", "/work");
 * var provider = ToolProvider.of(McpTools.class, options -> McpTools.connect(files));    // new processes at each reset
 * }</pre>
 */
public final class McpTools implements Tools, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(McpTools.class);

    /** How much longer callers that have a limit of their own should wait, so that the server's limit is what is told. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final List<Connection> connections = new ArrayList<>();
    private final Map<Connection, List<JsonObject>> listed = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Map<String, One> byName = Map.of();

    private record One(Connection connection, String name, ToolDescriptor tool, boolean readOnly, boolean wrapped) {}

    private McpTools() {}

    /**
     * Starts or connects to servers and reads what they have.
     *
     * @param servers one or several, of different names
     * @return their tools, to be closed by the caller
     * @throws ToolException when a server cannot be reached, is none, or takes too long; what was started is ended
     * @throws SpecException when two servers or, with prefixes, two tools have the same name
     */
    public static McpTools connect(ToolServer... servers) {
        var names = List.of(servers).stream().map(ToolServer::name).toList();
        if (names.stream().distinct().count() < names.size()) {
            throw new SpecException("two servers have the same name: " + names);
        }
        var tools = new McpTools();
        try {
            for (var server : servers) {
                tools.open(server);
            }
            tools.byName = tools.named();
            return tools;
        } catch (RuntimeException e) {
            tools.close();
            throw e;
        }
    }

    private void open(ToolServer server) {
        var place = connections.size();
        var connection = Connection.open(server, now -> changed(place, now));
        connections.add(connection);
        listed.put(connection, connection.tools());
    }

    private void changed(int place, List<JsonObject> now) {
        lock.lock();
        try {
            if (place < connections.size()) {
                listed.put(connections.get(place), now);
                byName = named();
            }
        } catch (SpecException e) {
            LOG.warn("new tools of a server are not taken: {}", ForeignText.safe(e.getMessage()));
        } finally {
            lock.unlock();
        }
    }

    private Map<String, One> named() {
        lock.lock();
        try {
            var counts = new HashMap<String, Integer>();
            listed.values().forEach(tools -> tools.forEach(tool -> counts.merge(name(tool), 1, Integer::sum)));
            var named = new LinkedHashMap<String, One>();
            listed.forEach((connection, tools) -> tools.forEach(tool -> {
                var own = name(tool);
                var clashes = counts.getOrDefault(own, 0) > 1 || ToolSet.RESERVED_NAMES.contains(own);
                var name = clashes ? connection.server().name() + "_" + own : own;
                if (named.put(name, one(connection, own, name, tool)) != null) {
                    throw new SpecException("two tools are called '" + name + "'; give a server another name");
                }
            }));
            return named;
        } finally {
            lock.unlock();
        }
    }

    private static String name(JsonObject tool) {
        return tool.string("name").orElse("");
    }

    private static One one(Connection connection, String own, String name, JsonObject json) {
        var tool = ToolJson.tool(json).withName(name);
        var readOnly = json.object("annotations")
                .flatMap(hints -> hints.bool("readOnlyHint"))
                .orElse(false);
        var wrapped = tool.outputSchema()
                .flatMap(schema -> schema.object("properties"))
                .filter(fields -> fields.names().size() == 1 && fields.has("result"))
                .isPresent();
        return new One(connection, own, tool, readOnly, wrapped);
    }

    @Override
    public List<ToolDescriptor> list() {
        return byName.values().stream().map(One::tool).toList();
    }

    @Override
    public ToolResult call(String name, JsonObject arguments) {
        var one = byName.get(name);
        if (one == null) {
            throw ToolException.notFound(name);
        }
        var result = ToolJson.result(one.connection().call(one.name(), arguments));
        var structured = result.structuredContent();
        return one.wrapped()
                        && structured.filter(object -> object.has("result")).isPresent()
                ? result.withData(structured.get().get("result"))
                : result;
    }

    /** True of a tool that says of itself that it only reads. */
    @Override
    public boolean parallel(String name) {
        var one = byName.get(name);
        return one != null && one.readOnly();
    }

    @Override
    public Optional<Duration> limit(String name) {
        return Optional.ofNullable(byName.get(name))
                .map(one -> one.connection().server().limit().plus(GRACE));
    }

    @Override
    public void close() {
        lock.lock();
        try {
            connections.forEach(Connection::close);
        } finally {
            lock.unlock();
        }
    }
}
