package dev.openenv.server;

import dev.openenv.codec.JsonText;
import dev.openenv.codec.JsonText.Lenience;
import dev.openenv.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Plays golden transcripts against a server and lists the differences. */
final class TranscriptPlayer {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final int port;
    private final Map<String, RawSocket> sockets = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final double pace;

    TranscriptPlayer(RunningServer server) {
        this(server, 1);
    }

    /** {@code pace} is how many of the transcript's seconds one second of ours is. */
    TranscriptPlayer(RunningServer server, double pace) {
        base = "http://127.0.0.1:" + server.port();
        port = server.port();
        this.pace = pace;
    }

    static List<JsonObject> scenarios(String file) {
        try (var in = TranscriptPlayer.class.getResourceAsStream(file + ".json")) {
            var all = JsonText.parse(in.readAllBytes()).list("scenarios").orElseThrow();
            return all.stream().map(JsonObject.class::cast).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> play(JsonObject scenario) throws Exception {
        var problems = new ArrayList<String>();
        var events = scenario.list("events").orElse(List.of(scenario));
        try {
            for (var i = 0; i < events.size(); i++) {
                for (var problem : event(filled((JsonObject) events.get(i)))) {
                    problems.add(scenario.get("name") + ", event " + i + ": " + problem);
                }
            }
        } finally {
            for (var socket : sockets.values()) {
                socket.close();
            }
            sockets.clear();
            ids.clear();
        }
        return problems;
    }

    /** With the ids that the server gave in this scenario. */
    private JsonObject filled(JsonObject event) {
        var text = JsonText.write(event);
        for (var id : ids.entrySet()) {
            text = text.replace(id.getKey(), id.getValue());
        }
        return ids.isEmpty() ? event : JsonText.parse(text);
    }

    private List<String> event(JsonObject event) throws Exception {
        var problems = new ArrayList<String>();
        var name = event.string("conn").orElse("");
        if (event.has("wait")) {
            LockSupport.parkNanos((long) (event.number("wait").getAsDouble() * TimeUnit.SECONDS.toNanos(1) / pace));
        } else if (event.has("request")) {
            exchange(event, problems);
        } else if (event.has("open")) {
            var socket = RawSocket.open(port, event.string("open").orElseThrow());
            compare("handshake", event.has("refused") ? event.get("refused") : 101L, (long) socket.status, problems);
            sockets.put(name, socket);
        } else if (event.has("recv")) {
            var frame = sockets.get(name).receive();
            var observation = frame.object("data").flatMap(data -> data.object("observation"));
            if (JsonText.write(event).contains(" of x>") && observation.isPresent()) {
                var text = observation.get().string("echoed").orElse("");
                frame = JsonText.parse(JsonText.write(frame).replace(text, "<" + text.length() + " of x>"));
            }
            compare("frame", event.get("recv"), frame, problems);
        } else if (event.has("send")) {
            sockets.get(name).send(event.object("send").orElseThrow());
        } else if (event.has("send_binary_hex")) {
            var bytes = HexFormat.of().parseHex(event.string("send_binary_hex").orElseThrow());
            sockets.get(name).frame(0x80 | RawSocket.BINARY, bytes);
        } else if (event.has("send_text")) {
            var text = event.string("send_text").orElseThrow();
            sockets.get(name)
                    .send(text.replace("<15 MiB of x>", "x".repeat(15 << 20))
                            .replace("<17 MiB of x>", "x".repeat(17 << 20)));
        } else {
            close(sockets.get(name), event.object("close").orElseThrow(), problems);
        }
        return problems;
    }

    private void close(RawSocket socket, JsonObject close, List<String> problems) throws Exception {
        if (close.string("by").orElseThrow().equals("server")) {
            compare("close code", close.get("code"), (long) socket.closeCode(), problems);
        } else if (close.has("how")) {
            socket.reset();
        } else {
            socket.close();
        }
    }

    private void exchange(JsonObject event, List<String> problems) throws Exception {
        var request = event.object("request").orElseThrow();
        var want = event.object("response").orElseThrow();
        var builder = HttpRequest.newBuilder(URI.create(base + request.get("path")))
                .method(request.string("method").orElseThrow(), body(request));
        request.object("headers")
                .ifPresent(headers -> headers.asMap().forEach((key, value) -> builder.header(key, (String) value)));
        var reply = http.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
        compare("status", want.get("status"), (long) reply.statusCode(), problems);
        compare(
                "content type",
                want.get("content_type"),
                reply.headers().firstValue("content-type").orElse(null),
                problems);
        want.object("headers").ifPresent(headers -> headers.asMap().forEach((key, value) -> {
            var got = reply.headers().firstValue(key).orElse("").replace(base, "<base>");
            compare(key, value, got, problems);
        }));
        if (want.has("body")) {
            var got = JsonText.parseLenient(new String(reply.body(), "UTF-8"), Lenience.LOSSLESS);
            compare("body", want.get("body"), event.has("note") ? shortened(got) : got, problems);
        } else if (want.string("body_text").filter("<html page>"::equals).isPresent()) {
            compare("body", true, new String(reply.body(), "UTF-8").startsWith("<!doctype html>"), problems);
        } else if (want.has("body_text")) {
            compare("body", want.get("body_text"), new String(reply.body(), "UTF-8"), problems);
        }
    }

    /** What the recorder left of a description of routes. */
    private static @Nullable Object shortened(@Nullable Object got) {
        if (!(got instanceof JsonObject object) || !object.has("openapi")) {
            return got;
        }
        var names = List.copyOf(object.object("paths").orElseThrow().names());
        return JsonObject.of("paths", names);
    }

    private static HttpRequest.BodyPublisher body(JsonObject request) {
        if (request.has("body")) {
            return HttpRequest.BodyPublishers.ofString(
                    JsonText.write(request.object("body").orElseThrow()));
        }
        if (request.has("body_hex")) {
            return HttpRequest.BodyPublishers.ofByteArray(
                    HexFormat.of().parseHex(request.string("body_hex").orElseThrow()));
        }
        return request.string("body_text")
                .map(HttpRequest.BodyPublishers::ofString)
                .orElse(HttpRequest.BodyPublishers.noBody());
    }

    /** Strict but for ids, and for the words of the Python libraries about broken JSON. */
    private void compare(String path, @Nullable Object want, @Nullable Object got, List<String> problems) {
        if (want instanceof JsonObject wanted && wanted.has("tool names") && got instanceof JsonObject object) {
            compare(path, wanted.get("tool names"), toolNames(object), problems);
            return;
        }
        if (want instanceof JsonObject wanted && got instanceof JsonObject object) {
            for (var name : wanted.names()) {
                var words = name.equals("error") && wanted.size() == 1
                        || name.equals("message") && wordsOfLibraries(wanted)
                        || name.equals("id") && isInvalidRequest(wanted);
                if (!object.has(name)) {
                    problems.add(path + "." + name + " is missing");
                } else if (!words && !path.endsWith("properties") && name.equals("title")) {
                    continue;
                } else if (!words) {
                    compare(path + "." + name, wanted.get(name), object.get(name), problems);
                }
            }
            object.names().stream()
                    .filter(name -> !wanted.has(name))
                    .forEach(name -> problems.add(path + "." + name + " is too much"));
        } else if (want instanceof List<?> wanted && got instanceof List<?> list && wanted.size() == list.size()) {
            for (var i = 0; i < wanted.size(); i++) {
                compare(path + "[" + i + "]", wanted.get(i), list.get(i), problems);
            }
        } else if ("<time>".equals(want) && (got instanceof String || got instanceof Double)) {
            return;
        } else if (got == null && want instanceof JsonObject meta && meta.has("fastmcp")) {
            return; // the Python library's own
        } else if (want instanceof String text && text.startsWith("<uuid") && got instanceof String id) {
            if (id.length() == 36 && !ids.containsValue(id)) {
                ids.put(text, id);
            } else {
                problems.add(path + ": wanted a new id, got " + id);
            }
        } else if (want == null ? got != null : !want.equals(got)) {
            problems.add(path + ": wanted " + want + ", got " + got);
        }
    }

    private static boolean wordsOfLibraries(JsonObject error) {
        var code = error.get("code");
        var message = error.string("message").orElse("");
        return "INVALID_JSON".equals(code)
                || message.startsWith("Invalid message: ")
                || Long.valueOf(-32700).equals(code) && message.startsWith("Parse error: ")
                || Long.valueOf(-32600).equals(code) && message.startsWith("Invalid request: ")
                || Long.valueOf(-32603).equals(code) && message.contains(" validation error");
    }

    /** Such a reply carries the id here when it can be read, and never there. */
    private static boolean isInvalidRequest(JsonObject reply) {
        return reply.object("error")
                .map(error -> Long.valueOf(-32600).equals(error.get("code")) && wordsOfLibraries(error))
                .orElse(false);
    }

    private static List<?> toolNames(JsonObject reply) {
        var tools = reply.object("result")
                .flatMap(result -> result.list("tools"))
                .orElseGet(() -> reply.object("data")
                        .flatMap(data -> data.object("observation"))
                        .flatMap(observation -> observation.list("tools"))
                        .orElseThrow());
        return tools.stream().map(tool -> ((JsonObject) tool).get("name")).toList();
    }
}
