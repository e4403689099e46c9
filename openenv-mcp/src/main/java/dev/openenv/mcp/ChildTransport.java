package dev.openenv.mcp;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Standard input and output of a child process as the SDK's client wants them. Unlike the SDK's own it tells when the child
 * is gone, keeps no JVM alive and ends a child that does not want to. Safe for many threads.
 */
final class ChildTransport implements McpClientTransport {

    private static final Logger LOG = LoggerFactory.getLogger(ChildTransport.class);

    private final ToolServer server;
    private final McpJsonMapper json = McpJsonDefaults.getMapper();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final ExecutorService writing;
    private volatile @Nullable Child child;

    ChildTransport(ToolServer server) {
        this.server = server;
        writing = Executors.newSingleThreadExecutor(task -> {
            var thread = new Thread(task, "openenv-mcp-" + server.name() + "-write");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Ends, with the reason, when the child is gone. */
    CompletableFuture<Void> gone() {
        return gone;
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return Mono.fromRunnable(() -> {
            try {
                child = Child.start(server, line -> hear(line, handler), this::ended);
            } catch (IOException e) {
                ended("cannot be started: " + e.getMessage());
            }
        });
    }

    private void hear(String line, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        try {
            var message = McpSchema.deserializeJsonRpcMessage(json, line);
            handler.apply(Mono.just(message))
                    .subscribe(heard -> {}, e -> LOG.debug("a message was not taken: {}", ForeignText.safe(e)));
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("server {} wrote a line that is no message, {} characters", server.name(), line.length());
        }
    }

    private void ended(String why) {
        gone.completeExceptionally(new IOException("server '" + server.name() + "' " + why));
        writing.shutdown();
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.defer(() -> Mono.fromFuture(CompletableFuture.runAsync(() -> write(message), writing)));
    }

    private void write(JSONRPCMessage message) {
        var running = child;
        if (running == null) {
            throw new UncheckedIOException(new IOException("server '" + server.name() + "' does not run"));
        }
        try {
            running.write(json.writeValueAsBytes(message));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(this::close);
    }

    @Override
    public void close() {
        var running = child;
        if (running != null) {
            running.end();
        }
        ended("is closed");
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return json.convertValue(data, type);
    }
}
