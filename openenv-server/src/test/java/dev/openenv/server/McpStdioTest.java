package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.EnvironmentProvider;
import dev.openenv.codec.JsonText;
import dev.openenv.provider.InProcessProvider;
import dev.openenv.provider.ToolProvider;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Model Context Protocol on two streams. */
@Timeout(60)
class McpStdioTest {

    private final Workshop.Seen seen = new Workshop.Seen();
    private final EnvironmentProvider<?, ?> provider = ToolProvider.of(Workshop.class, options -> new Workshop(seen));

    private List<String> told(String... lines) throws InterruptedException {
        var out = new ByteArrayOutputStream();
        var in = new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        McpStdio.of(provider).run(in, out);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static String call(int id, String tool, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":" + arguments + "}}";
    }

    @Test
    void whatWasAskedBeforeTheInputsEndIsAnsweredInOrderAndTheWorldClosed() throws Exception {
        var replies = told(
                ProtocolClient.INITIALIZE,
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
                call(1, "count", "{\"by\":2}"),
                "",
                call(2, "count", "{\"by\":2}") + "\r",
                call(3, "fail", "{}"));
        assertThat(replies).hasSize(4).allSatisfy(line -> JsonText.parse(line));
        assertThat(replies.get(0)).contains("\"id\":0", "\"name\":\"workshop\"");
        assertThat(replies.get(1)).contains("\"id\":1", "\"result\":2");
        assertThat(replies.get(2)).contains("\"id\":2", "\"result\":4");
        assertThat(replies.get(3)).contains("\"id\":3", "it broke");
        assertThat(seen.closed).hasValue(1);
    }

    @Test
    void whatIsNoMessageIsSaidAndTheRestIsRead() throws Exception {
        var replies = told(
                "nonsense",
                "[]",
                call(1, "count", "{\"by\":2}"),
                "{\"jsonrpc\":\"2.0\",\"id\":\"p\",\"method\":\"ping\"}",
                "x".repeat(EnvServer.DEFAULT_MAX_MESSAGE_BYTES + 1),
                ProtocolClient.INITIALIZE.replace("\"id\":0", "\"id\":8"),
                ProtocolClient.INITIALIZE.replace("\"id\":0", "\"id\":9"),
                call(2, "echo", "{\"text\":\"" + "y".repeat(5 << 20) + "\"}"));
        assertThat(replies).hasSize(8);
        assertThat(replies.get(0)).contains("-32700");
        assertThat(replies.get(1)).contains("-32600");
        assertThat(replies.get(2)).contains("'initialize' comes first", "\"id\":1");
        assertThat(replies.get(3)).contains("\"id\":\"p\",\"result\":{}");
        assertThat(replies.get(4)).contains("longer than 16777216 bytes");
        assertThat(replies.subList(5, 7))
                .anySatisfy(line -> assertThat(line).contains("\"id\":9", "has begun already"));
        assertThat(replies.subList(5, 7)).anySatisfy(line -> assertThat(line).contains("\"id\":8", "workshop"));
        assertThat(replies.get(7)).hasSizeGreaterThan(10 << 20);
    }

    @Test
    void aCallThatHangsDoesNotKeepTheProcessWhenTheInputEnds() throws Exception {
        var begin = System.nanoTime();
        var replies = told(ProtocolClient.INITIALIZE, call(1, "hang", "{}"));
        assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(20));
        assertThat(replies).hasSize(2);
        assertThat(JsonText.parse(replies.get(1)).has("error")).isTrue();
        assertThat(seen.interrupts).hasValue(1);
        assertThat(seen.closed).hasValue(1);
    }

    @Test
    void pingsAndCancellationsAreHeardDuringACall() throws Exception {
        var out = new ByteArrayOutputStream();
        var input = new PipedOutputStream();
        var in = new PipedInputStream(input);
        var run = CompletableFuture.runAsync(() -> serve(in, out));
        say(input, ProtocolClient.INITIALIZE, call(1, "hang", "{}"));
        seen.waiting.acquire();
        say(input, "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}");
        say(
                input,
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}",
                call(3, "count", "{\"by\":1}"));
        input.close();
        run.get();
        var ids = new ArrayList<Object>();
        out.toString(StandardCharsets.UTF_8).lines().map(JsonText::parse).forEach(reply -> ids.add(reply.get("id")));
        assertThat(ids).containsExactly(0L, 2L, 1L, 3L);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Request cancelled", "\"result\":1");
    }

    @Test
    void aCallThatIsCancelledBeforeItsTurnNeverRuns() throws Exception {
        var cancel = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":%d}}";
        var replies = told(
                ProtocolClient.INITIALIZE,
                call(1, "hang", "{}"),
                call(2, "count", "{\"by\":7}"),
                cancel.formatted(2),
                cancel.formatted(1),
                call(3, "count", "{\"by\":1}"));
        assertThat(replies).hasSize(4);
        assertThat(replies.get(1)).contains("\"id\":1", "Request cancelled");
        assertThat(replies.get(2)).contains("\"id\":2", "Request cancelled");
        assertThat(replies.get(3)).contains("\"id\":3", "\"result\":1");
    }

    @Test
    void closingEndsARunWhoseInputGoesOn() throws Exception {
        var server = McpStdio.of(provider);
        try (var input = new PipedOutputStream();
                var in = new PipedInputStream(input)) {
            var run = CompletableFuture.runAsync(() -> {
                try {
                    server.run(in, OutputStream.nullOutputStream());
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            say(input, ProtocolClient.INITIALIZE, call(1, "hang", "{}"));
            seen.waiting.acquire();
            server.close();
            run.get();
            assertThat(seen.closed).hasValue(1);
        }
    }

    @Test
    void anEnvironmentThatCannotBeOpenedIsSaid() throws Exception {
        var broken = InProcessProvider.of(ToolAction.codec(), ToolObservation.codec(), () -> {
                    throw new IllegalStateException("no database");
                })
                .withName("broken");
        var out = new ByteArrayOutputStream();
        var in = new ByteArrayInputStream(
                (ProtocolClient.INITIALIZE + "\n" + call(1, "count", "{}")).getBytes(StandardCharsets.UTF_8));
        McpStdio.of(broken).run(in, out);
        var first = JsonText.parse(
                out.toString(StandardCharsets.UTF_8).lines().findFirst().orElseThrow());
        assertThat(first.object("error").flatMap(error -> error.string("message")))
                .hasValue("Environment factory 'broken' failed to create instance.");
    }

    private void serve(PipedInputStream in, OutputStream out) {
        try {
            McpStdio.of(provider).run(in, out);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(OutputStream out, String... lines) throws IOException {
        for (var line : lines) {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
    }
}
