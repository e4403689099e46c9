package dev.openenv.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A headless Chromium, driven by the DevTools protocol over the JDK's own web socket. */
final class Browser implements AutoCloseable {

    private static final long SECONDS = 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> replies = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private String session = "";

    static Optional<Path> executable() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    Browser(Path executable) throws Exception {
        profile = Files.createTempDirectory("server-browser");
        process = new ProcessBuilder(
                        executable.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        var address = new CompletableFuture<URI>();
        var reader = new Thread(() -> readAddress(address), "chromium-output");
        reader.setDaemon(true);
        reader.start();
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address.get(SECONDS, TimeUnit.SECONDS), new Messages())
                .get(SECONDS, TimeUnit.SECONDS);
        var target = send("Target.createTarget", Map.of("url", "about:blank"))
                .get("targetId")
                .asText();
        session = send("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId")
                .asText();
        for (var domain : List.of("Page", "Runtime", "Log", "Network")) {
            send(domain + ".enable", Map.of());
        }
    }

    /** Opens a page and waits until it is loaded. */
    void open(String address) throws Exception {
        load("about:blank");
        complaints.clear();
        requests.clear();
        load(address);
        evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))");
    }

    /** The value of an expression in the page. */
    JsonNode evaluate(String expression) throws Exception {
        var reply =
                send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (reply.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + reply.get("exceptionDetails"));
        }
        return reply.get("result").path("value");
    }

    String text(String selector) throws Exception {
        return evaluate("document.querySelector('" + selector + "').textContent")
                .asText();
    }

    void press(String key) throws Exception {
        for (var type : List.of("keyDown", "keyUp")) {
            send("Input.dispatchKeyEvent", Map.of("type", type, "key", key, "code", key));
        }
    }

    void looks(int width, int height, String scheme) throws Exception {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        send(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void screenshot(Path file) throws Exception {
        evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))");
        var data = send("Page.captureScreenshot", Map.of("format", "png"))
                .get("data")
                .asText();
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(data));
    }

    /** Errors, warnings and violations of the content policy since the last page was opened. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** What was asked of the network since the last page was opened. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        var children = process.descendants().toList();
        process.destroyForcibly().onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
        for (var child : children) {
            child.destroyForcibly();
            child.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
        }
        try (var files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private void load(String address) throws Exception {
        var loaded = new CompletableFuture<Void>();
        awaited.put("Page.loadEventFired", loaded);
        send("Page.navigate", Map.of("url", address));
        loaded.get(SECONDS, TimeUnit.SECONDS);
    }

    private JsonNode send(String method, Map<String, ?> parameters) throws Exception {
        var id = ids.incrementAndGet();
        var message = JSON.createObjectNode().put("id", id).put("method", method);
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        message.set("params", JSON.valueToTree(parameters));
        var reply = new CompletableFuture<JsonNode>();
        replies.put(id, reply);
        socket.sendText(message.toString(), true).get(SECONDS, TimeUnit.SECONDS);
        return reply.get(SECONDS, TimeUnit.SECONDS);
    }

    private void readAddress(CompletableFuture<URI> address) {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("DevTools listening on ")) {
                    address.complete(URI.create(line.substring("DevTools listening on ".length())));
                }
            }
        } catch (IOException e) {
            address.completeExceptionally(e);
        }
        address.completeExceptionally(new IOException("Chromium ended"));
    }

    private void receive(JsonNode message) {
        if (message.has("id")) {
            var reply = replies.remove(message.get("id").asInt());
            if (message.has("error")) {
                reply.completeExceptionally(new IOException(message.get("error").toString()));
            } else {
                reply.complete(message.get("result"));
            }
            return;
        }
        var method = message.path("method").asText();
        var parameters = message.path("params");
        switch (method) {
            case "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded" ->
                complaints.add(parameters.toString());
            case "Network.requestWillBeSent" ->
                requests.add(parameters.at("/request/url").asText());
            default -> {
                var waiting = awaited.remove(method);
                if (waiting != null) {
                    waiting.complete(null);
                }
            }
        }
    }

    private final class Messages implements WebSocket.Listener {

        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                try {
                    receive(JSON.readTree(parts.toString()));
                } catch (IOException e) {
                    complaints.add("not JSON: " + e);
                }
                parts.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
