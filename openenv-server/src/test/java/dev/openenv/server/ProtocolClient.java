package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A client of the Model Context Protocol that says exactly what a test wants. */
final class ProtocolClient {

    static final String BOTH = "application/json, text/event-stream";
    static final String INITIALIZE = "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":"
            + "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final URI uri;
    final @Nullable String session;
    private final AtomicLong ids = new AtomicLong();

    private ProtocolClient(URI uri, @Nullable String session) {
        this.uri = uri;
        this.session = session;
    }

    static ProtocolClient at(RunningServer server, String path) {
        return new ProtocolClient(URI.create(server.uri() + path), null);
    }

    /** With a session of its own. */
    static ProtocolClient begin(RunningServer server) throws Exception {
        var reply = at(server, "/mcp").post(INITIALIZE);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return at(server, "/mcp")
                .in(reply.headers().firstValue("mcp-session-id").orElseThrow());
    }

    ProtocolClient in(@Nullable String id) {
        return new ProtocolClient(uri, id);
    }

    HttpRequest.Builder request(String... headers) {
        var request = HttpRequest.newBuilder(uri).header("Content-Type", "application/json");
        if (session != null) {
            request.header("Mcp-Session-Id", session);
        }
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    /** With the usual Accept unless headers are given. */
    CompletableFuture<HttpResponse<String>> postLater(String body, String... headers) {
        var all = headers.length == 0 ? new String[] {"Accept", BOTH} : headers;
        var request =
                request(all).POST(HttpRequest.BodyPublishers.ofString(body)).build();
        return HTTP.sendAsync(request, BodyHandlers.ofString());
    }

    HttpResponse<String> post(String body, String... headers) throws Exception {
        return postLater(body, headers).get();
    }

    HttpResponse<String> delete() throws Exception {
        return HTTP.send(request().DELETE().build(), BodyHandlers.ofString());
    }

    HttpResponse<InputStream> listen() throws Exception {
        return HTTP.send(request("Accept", "text/event-stream").GET().build(), BodyHandlers.ofInputStream());
    }

    String message(String method, JsonObject params) {
        var head = JsonObject.of("jsonrpc", "2.0", "id", ids.incrementAndGet(), "method", method);
        return JsonText.write(head.with("params", params));
    }

    /** The whole reply. */
    JsonObject ask(String method, JsonObject params) throws Exception {
        var reply = post(message(method, params));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(reply.headers().firstValue("content-type")).hasValue("application/json");
        return JsonText.parse(reply.body());
    }

    JsonObject result(String method, JsonObject params) throws Exception {
        var reply = ask(method, params);
        return reply.object("result").orElseThrow(() -> new AssertionError(reply));
    }

    JsonObject call(String tool, JsonObject arguments) throws Exception {
        return result("tools/call", JsonObject.of("name", tool, "arguments", arguments));
    }

    /** Code and message. */
    String error(String method, JsonObject params) throws Exception {
        return error(ask(method, params));
    }

    static String error(JsonObject reply) {
        var error = reply.object("error").orElseThrow(() -> new AssertionError(reply));
        return error.integer("code").orElseThrow() + " "
                + error.string("message").orElseThrow();
    }
}
