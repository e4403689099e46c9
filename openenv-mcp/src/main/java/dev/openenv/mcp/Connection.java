package dev.openenv.mcp;

import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.ToolErrorKind;
import dev.openenv.tools.ToolException;
import dev.openenv.tools.ToolJson;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** A conversation with one server. Safe for many threads. */
final class Connection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** How much longer the SDK waits than we do, so that our limit is the one that is told. */
    private static final Duration MORE = Duration.ofSeconds(5);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final ToolServer server;
    private final McpAsyncClient client;
    private final CompletableFuture<Void> gone;
    private final McpJsonMapper json = McpJsonDefaults.getMapper();

    /** {@code changed} hears when the server has other tools. */
    private Connection(ToolServer server, Consumer<List<JsonObject>> changed) {
        this.server = server;
        var uri = server.uri();
        var child = uri == null ? new ChildTransport(server) : null;
        gone = child == null ? new CompletableFuture<>() : child.gone();
        var transport = child != null ? child : HttpServers.transport(server);
        client = McpClient.async(transport)
                .clientInfo(
                        McpSchema.Implementation.builder("openenv-java", "0.1").build())
                .requestTimeout(server.limit().plus(MORE))
                .initializationTimeout(server.limit().plus(MORE))
                .toolsChangeConsumer(tools -> Mono.fromRunnable(() -> changed.accept(tools(tools))))
                .build();
    }

    /** Throws a {@link ToolException} when the server cannot be reached or is none. */
    static Connection open(ToolServer server, Consumer<List<JsonObject>> changed) {
        var connection = new Connection(server, changed);
        try {
            connection.await(connection.client.initialize(), "the greeting");
            return connection;
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    ToolServer server() {
        return server;
    }

    /** As {@code tools/list} spells them. */
    List<JsonObject> tools() {
        var capabilities = client.getServerCapabilities();
        return capabilities == null || capabilities.tools() == null
                ? List.of()
                : tools(await(client.listTools(), "the list of tools").tools());
    }

    private List<JsonObject> tools(List<McpSchema.Tool> tools) {
        return tools.stream().map(this::read).toList();
    }

    /** As {@code tools/call} spells it. */
    JsonObject call(String tool, JsonObject arguments) {
        var request = McpSchema.CallToolRequest.builder(tool)
                .arguments(plain(arguments))
                .build();
        var result = read(await(client.callTool(request), "tool '" + tool + "'"));
        if (result.bool("isError").orElse(false)) {
            throw failed(result);
        }
        return result;
    }

    private static ToolException failed(JsonObject result) {
        var said = ToolJson.result(result).text();
        var kind = result.object("_meta")
                .flatMap(meta -> meta.string("dev.openenv/error_type"))
                .map(ToolErrorKind::of)
                .orElse(ToolErrorKind.EXECUTION_ERROR);
        return new ToolException(
                kind == ToolErrorKind.OTHER ? ToolErrorKind.EXECUTION_ERROR : kind,
                said.isEmpty() ? "the tool failed" : said,
                null);
    }

    private JsonObject read(Object of) {
        try {
            return JsonText.parse(json.writeValueAsBytes(of));
        } catch (IOException e) {
            throw unreachable("said what cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> plain(JsonObject object) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        object.asMap().forEach((name, value) -> map.put(name, plain(value)));
        return nullsInside(map);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // JSON has null, which the SDK's signature does not say
    private static Map<String, Object> nullsInside(Map<String, @Nullable Object> map) {
        return (Map<String, Object>) (Map<String, ?>) map;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            return plain(object);
        }
        if (value instanceof List<?> list) {
            var items = new ArrayList<@Nullable Object>(list.size());
            list.forEach(item -> items.add(plain(item)));
            return items;
        }
        return value;
    }

    private <T> T await(Mono<T> answer, String what) {
        var asked = answer.toFuture();
        try {
            CompletableFuture.anyOf(asked, gone).get(server.limit().toNanos(), TimeUnit.NANOSECONDS);
            return asked.join();
        } catch (TimeoutException e) {
            throw late(what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException(ToolErrorKind.EXECUTION_ERROR, "interrupted while waiting for " + what, e);
        } catch (ExecutionException e) {
            throw typed(what, e.getCause() == null ? e : e.getCause());
        } finally {
            asked.cancel(true);
        }
    }

    private ToolException late(String what, Throwable cause) {
        var seconds = server.limit().toNanos() / 1e9;
        return new ToolException(
                ToolErrorKind.TIMEOUT,
                what + " of server '" + server.name() + "' timed out after " + seconds + " seconds",
                cause);
    }

    private ToolException typed(String what, Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return late(what, failure);
            }
            if (cause instanceof io.modelcontextprotocol.spec.McpError error && error.getJsonRpcError() != null) {
                return refused(error.getJsonRpcError(), failure);
            }
        }
        if (!gone.isDone()) {
            return unreachable("cannot be reached: " + words(failure), failure);
        }
        var why = gone.handle((nothing, reason) -> words(reason)).join();
        return new ToolException(ToolErrorKind.TRANSPORT_ERROR, why, failure);
    }

    private static ToolException refused(McpSchema.JSONRPCResponse.JSONRPCError error, Throwable cause) {
        var message = error.message() == null ? "the server refused" : error.message();
        var kind = error.code() == null || error.code() != McpSchema.ErrorCodes.INVALID_PARAMS
                ? ToolErrorKind.EXECUTION_ERROR
                : message.regionMatches(true, 0, "unknown tool", 0, 12)
                        ? ToolErrorKind.NOT_FOUND
                        : ToolErrorKind.INVALID_ARGUMENTS;
        return new ToolException(kind, message, cause);
    }

    private ToolException unreachable(String why, Throwable cause) {
        return new ToolException(ToolErrorKind.TRANSPORT_ERROR, "server '" + server.name() + "' " + why, cause);
    }

    /** The innermost message there is: the others repeat it with names of classes. */
    private static String words(Throwable failure) {
        var words = failure.getClass().getSimpleName();
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var message = cause.getMessage();
            words = message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
        }
        return words;
    }

    @Override
    public void close() {
        try {
            client.closeGracefully().toFuture().get(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            client.close();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.debug("server {} did not say goodbye: {}", server.name(), ForeignText.safe(e));
            client.close();
        }
    }
}
