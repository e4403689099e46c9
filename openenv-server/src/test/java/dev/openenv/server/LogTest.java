package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients write cannot forge a line of the log, and errors are found in it by their ids. */
@Timeout(60)
class LogTest {

    private static final Pattern ID = Pattern.compile("under error ([0-9a-f-]{36})");

    @Test
    void nothingOfAClientIsLoggedUnescaped() throws Exception {
        var log = logOf(false, server -> {
            var port = server.port();
            for (var request : List.of(
                    RawHttp.head("GET /a%0d%0aFORGED%1b[2J", port),
                    RawHttp.head("GET /ws?session_id=%0aFORGED", port, RawHttp.HANDSHAKE),
                    RawHttp.head("GET /schema", port, "X-A: b\u0007FORGED", "Cookie: FORGED=\u001b"),
                    RawHttp.head("FORGED\u0085 /", port),
                    RawHttp.head("POST /step?%0aFORGED", port, "Content-Type: a/%0aFORGED", "Content-Length: 2") + "{]",
                    "\u0000FORGED\n\nFORGED\r\n\r\n")) {
                RawHttp.answer(port, request);
            }
            try (var socket = RawHttp.upgraded(port)) {
                for (var message : List.of(
                        "{\"type\":\"\\nFORGED\"}", "\nFORGED", "{\"type\":\"step\",\"data\":{\"do\":\"throw\"}}")) {
                    socket.send(RawHttp.text(message));
                    assertThat(socket.readFrame()).isNotNull();
                }
            }
        });
        assertThat(log).anyMatch(line -> line.contains("method=GET path=\"/a\\r\\nFORGED\\u001b[2J\" status=404"));
        assertThat(log).noneMatch(line -> line.startsWith("FORGED") || line.startsWith("second line"));
        assertThat(String.join("\n", log)).doesNotContain("\u001b", "\u0007", "\u0085", "session_id");
    }

    @Test
    void theIdAClientReadsFindsTheExceptionInTheLog() throws Exception {
        var ids = new ArrayList<String>();
        var log = logOf(true, server -> {
            try (var socket = RawHttp.upgraded(server.port())) {
                socket.send(RawHttp.text("{\"type\":\"step\",\"data\":{\"do\":\"throw\"}}"));
                ids.add(id(new String(socket.readFrame(), StandardCharsets.UTF_8)));
            }
            var body = "{\"action\":{\"do\":\"throw\"}}";
            ids.add(id(RawHttp.answer(
                    server.port(),
                    RawHttp.head(
                                    "POST /step",
                                    server.port(),
                                    "Content-Type: application/json",
                                    "Content-Length: " + body.length())
                            + body)));
        });
        assertThat(ids).hasSize(2).doesNotHaveDuplicates();
        for (var id : ids) {
            var at = log.stream()
                    .filter(line -> line.contains("error=" + id))
                    .findFirst()
                    .orElseThrow();
            assertThat(log.get(log.indexOf(at) + 1))
                    .isEqualTo("java.lang.IllegalStateException: first line\\nsecond line of a secret");
        }
    }

    @Test
    void textIsEscapedAndCut() {
        assertThat(LogText.of("a\"b\\c\n\r\t\u001b\u2028\ud800 z"))
                .isEqualTo("a\\\"b\\\\c\\n\\r\\t\\u001b\\u2028\\ud800 z");
        assertThat(LogText.of("x".repeat(10_000))).hasSize(403).endsWith("...");
        assertThat(LogText.of(null)).isEqualTo("null");
        var loop = new IllegalStateException("a\nb");
        loop.addSuppressed(new IllegalArgumentException("c\nd", loop));
        var safe = LogText.safe(loop);
        assertThat(safe.toString()).isEqualTo("java.lang.IllegalStateException: a\\nb");
        assertThat(safe.getSuppressed()[0].toString()).endsWith(": c\\nd");
        assertThat(safe.getStackTrace()).isEqualTo(loop.getStackTrace());
    }

    private static String id(String reply) {
        var found = ID.matcher(reply);
        assertThat(found.find()).as(reply).isTrue();
        return found.group(1);
    }

    @Test
    void listeningForOtherMachinesWithoutNamesOrTokenIsWarnedOf() {
        var warning = "without allowedHosts and without a token";
        assertThat(logAtStart(server -> server.host("0.0.0.0")))
                .anyMatch(line -> line.contains("WARN") && line.contains(warning));
        for (UnaryOperator<EnvServer> careful : List.<UnaryOperator<EnvServer>>of(
                server -> server,
                server -> server.host("0.0.0.0").allowedHosts("envs.example"),
                server -> server.host("0.0.0.0").token("secret"))) {
            assertThat(logAtStart(careful)).noneMatch(line -> line.contains(warning));
        }
    }

    private static List<String> logAtStart(UnaryOperator<EnvServer> options) {
        var log = new ByteArrayOutputStream();
        var before = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try (var server = options.apply(
                        EnvServer.serve(new Mischief.Tally().provider()).port(0))
                .start()) {
            assertThat(server.port()).isPositive();
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private interface Use {
        void with(RunningServer server) throws Exception;
    }

    /** The lines that we and Undertow write meanwhile. */
    private static List<String> logOf(boolean hideErrors, Use use) throws Exception {
        System.setProperty("org.slf4j.simpleLogger.log.dev.openenv.server.access", "info");
        var ours = new ByteArrayOutputStream();
        var theirs = new CopyOnWriteArrayList<String>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                theirs.addAll(List.of(String.valueOf(entry.getMessage()).split("\n")));
                if (entry.getThrown() != null) {
                    theirs.addAll(List.of(entry.getThrown().toString().split("\n")));
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(Level.ALL);
        var root = Logger.getLogger("");
        var before = System.err;
        root.addHandler(handler);
        System.setErr(new PrintStream(ours, true, StandardCharsets.UTF_8));
        try (var server = EnvServer.serve(new Mischief.Tally().provider())
                .port(0)
                .hideErrors(hideErrors)
                .accessLog(true)
                .start()) {
            use.with(server);
        } finally {
            System.setErr(before);
            root.removeHandler(handler);
        }
        var all = new ArrayList<>(List.of(ours.toString(StandardCharsets.UTF_8).split("\n")));
        all.addAll(theirs);
        return all;
    }
}
