package dev.openenv.server;

import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Plain requests to a server. */
record Ask(String base) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static Ask of(RunningServer server) {
        return new Ask(server.uri().toString());
    }

    HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String json) throws Exception {
        return post(path, json, "application/json");
    }

    HttpResponse<String> post(String path, String body, String type) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("content-type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static JsonObject json(HttpResponse<String> reply) {
        return JsonText.parse(reply.body());
    }
}
