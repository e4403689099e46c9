package dev.openenv.benchmarks.wire;

import dev.openenv.benchmarks.wire.Contest.Server;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One {@code tools/call} over {@code POST /mcp}: CPU time of the server's process for one call. The dialect against the Python
 * reference, with a session and without; the Model Context Protocol itself, which the reference does not serve, against
 * FastMCP's own server, on one connection, as that one takes no two calls of a session with the same id at once.
 */
public final class McpBenchmark {

    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofMillis(1_500);
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final String SIGN = "\"result\"";
    private static final String BOTH = "Accept: application/json, text/event-stream\r\n";
    private static final String CREATE = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"openenv/session/create\"}";
    private static final String INITIALIZE = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
            + "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"b\",\"version\":\"1\"}}}";

    private final Contest contest;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    private final List<Figures> table = new ArrayList<>();

    private McpBenchmark(Contest contest) {
        this.contest = contest;
    }

    /** Takes the checkout and the Python interpreter. */
    public static void main(String[] args) throws Exception {
        var benchmark = new McpBenchmark(new Contest(Path.of(args[0]), Path.of(args[1])));
        benchmark.play();
        benchmark.print();
    }

    private void play() throws Exception {
        var inSession = line("tools/call, dialect, a session, 4 connections").fewer(20);
        var alone = line("tools/call, dialect, no session, 4 connections").fewer(20);
        var protocol = line("tools/call, MCP, a session, 1 connection");
        for (var server : List.of(Server.OURS, Server.PYTHON)) {
            try (var process = contest.startTools(server)) {
                var session = body(process.address(), CREATE).replaceAll("(?s).*\"session_id\": ?\"([^\"]+)\".*", "$1");
                cpu(inSession, server, process, 4, "", call(",\"session_id\":\"" + session + "\""));
                cpu(alone, server, process, 4, "", call(""));
                if (server == Server.OURS) {
                    cpu(protocol, server, process, 1, begin(process.address()), call(""));
                }
            }
        }
        try (var process = contest.startFastMcp()) {
            cpu(protocol, Server.PYTHON, process, 1, begin(process.address()), call(""));
        }
    }

    private static String call(String more) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"add\",\"arguments\":"
                + "{\"a\":2,\"b\":3}" + more + "}}";
    }

    /** The headers of a session of the protocol. */
    private String begin(InetSocketAddress server) throws Exception {
        var session =
                ask(server, INITIALIZE).headers().firstValue("mcp-session-id").orElseThrow();
        return BOTH + "Mcp-Session-Id: " + session + "\r\n";
    }

    private String body(InetSocketAddress server, String json) throws Exception {
        var body = ask(server, json).body();
        if (!Pattern.compile("\"session_id\"").matcher(body).find()) {
            throw new IOException("no session: " + body);
        }
        return body;
    }

    private HttpResponse<String> ask(InetSocketAddress server, String json) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + "/mcp"))
                .header("Content-Type", "application/json")
                .header("Accept", json.equals(INITIALIZE) ? "application/json, text/event-stream" : "*/*")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void cpu(
            Figures figures, Server server, ServerProcess process, int connections, String headers, String body)
            throws IOException {
        var request = Frames.post("/mcp", headers, body);
        try (var loop = ClosedLoop.http(process.address(), connections, SIGN)) {
            loop.run(request, WARM_UP);
            var rounds = new double[ROUNDS];
            for (var i = 0; i < ROUNDS; i++) {
                var before = process.cpuMicros();
                var count = loop.run(request, ROUND);
                rounds[i] = (double) (process.cpuMicros() - before) / count;
            }
            figures.put(server, rounds);
        }
    }

    private Figures line(String name) {
        var figures = new Figures(name, "us CPU");
        table.add(figures);
        return figures;
    }

    private void print() {
        System.out.printf(
                "%nTool calls over HTTP, %s, JDK %s, %d processors; medians of %d%n%n%s%n",
                LocalDate.now(),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                ROUNDS,
                Figures.head());
        table.forEach(System.out::println);
    }
}
