package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Posts to {@code /mcp}. */
final class McpClient {

    static final String CREATE = "openenv/session/create";
    static final String CLOSE = "openenv/session/close";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI uri;

    McpClient(RunningServer server) {
        uri = URI.create(server.uri() + "/mcp");
    }

    static JsonObject request(String method, JsonObject params) {
        return JsonObject.of("jsonrpc", "2.0", "method", method, "params", params)
                .with("id", 1);
    }

    static JsonObject call(String tool, @Nullable String session, JsonObject arguments) {
        var params = JsonObject.of("name", tool, "arguments", arguments);
        return request("tools/call", session == null ? params : params.with("session_id", session));
    }

    CompletableFuture<JsonObject> post(JsonObject request) {
        var post = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(JsonText.write(request)))
                .build();
        return http.sendAsync(post, HttpResponse.BodyHandlers.ofString()).thenApply(reply -> {
            assertThat(reply.statusCode()).as("status of %s", request).isEqualTo(200);
            return JsonText.parse(reply.body());
        });
    }

    JsonObject ask(String method, JsonObject params) {
        return post(request(method, params)).join();
    }

    /** The result of a method that has one. */
    JsonObject result(String method, JsonObject params) {
        var reply = ask(method, params);
        return reply.object("result").orElseThrow(() -> new AssertionError(reply));
    }

    /** The code of the error of a method that has one. */
    long error(String method, JsonObject params) {
        var reply = ask(method, params);
        return reply.object("error")
                .orElseThrow(() -> new AssertionError(reply))
                .integer("code")
                .orElseThrow();
    }

    String create() {
        return result(CREATE, JsonObject.empty()).string("session_id").orElseThrow();
    }

    JsonObject close(String session) {
        return result(CLOSE, JsonObject.of("session_id", session));
    }

    long closeError(Object session) {
        return error(CLOSE, JsonObject.of("session_id", session));
    }
}
