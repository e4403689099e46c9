package dev.openenv.mcp;

import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.server.McpStdio;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;

/** A process that tests start as a foreign server: a good one, or a bad one of the kind that its argument names. */
final class StdioServer {

    private static final String TOOLS = "{\"tools\":[{\"name\":\"work\",\"inputSchema\":{\"type\":\"object\"}}]}";

    private StdioServer() {}

    static ToolServer command(String name, String kind) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return ToolServer.command(
                name,
                java,
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                StdioServer.class.getName(),
                kind);
    }

    public static void main(String[] arguments) throws Exception {
        var kind = arguments[0];
        if (kind.equals("tools")) {
            McpStdio.of(ConformanceWorlds.tools())
                    .run(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
            return;
        }
        if (kind.equals("silent")) {
            new CountDownLatch(1).await();
        }
        if (kind.equals("deaf")) { // to its input's end and to SIGTERM
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        System.err.println("starting\u0007 " + kind);
        System.out.println("this line is no message");
        try (var in = new Scanner(System.in)) {
            while (in.hasNextLine()) {
                answer(kind, in.nextLine());
            }
        }
        if (kind.equals("deaf")) {
            new CountDownLatch(1).await();
        }
    }

    private static void answer(String kind, String line) throws InterruptedException {
        var id = line.replaceFirst(".*\"id\":\"?([^,\"]*)\"?,?.*", "$1");
        if (line.contains("\"initialize\"")) {
            say(
                    id,
                    "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}},"
                            + "\"serverInfo\":{\"name\":\"bad\",\"version\":\"1\"}}");
        } else if (line.contains("tools/list")) {
            say(id, TOOLS);
        } else if (line.contains("tools/call")) {
            switch (kind) {
                case "dies" -> Runtime.getRuntime().halt(7);
                case "refuses" ->
                    System.out.println("{\"jsonrpc\":\"2.0\",\"id\":\"" + id
                            + "\",\"error\":{\"code\":-32602,\"message\":\"Unknown tool: work\"}}");
                default -> {} // never answers
            }
        }
    }

    private static void say(String id, String result) {
        System.out.println("{\"jsonrpc\":\"2.0\",\"id\":\"" + id + "\",\"result\":" + result + "}");
    }
}
