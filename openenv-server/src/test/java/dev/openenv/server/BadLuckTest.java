package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Worlds and clients that do what they should not: everybody else goes on, and nothing stays behind. */
@Timeout(120)
class BadLuckTest {

    private static final List<String> BAD =
            List.of("throw", "throw nothing", "overflow", "memory", "error", "null", "nan", "half", "deep", "hang");

    private final Mischief.Tally tally = new Mischief.Tally();

    private EnvServer serve() {
        return EnvServer.serve(tally.provider()).port(0).stepDeadline(Duration.ofMillis(200));
    }

    private static String step(String what) {
        return "{\"type\":\"step\",\"data\":{\"do\":\"" + what + "\"}}";
    }

    private static JsonObject ask(RawHttp socket, String message) throws Exception {
        socket.send(RawHttp.text(message));
        return reply(socket);
    }

    private static JsonObject reply(RawHttp socket) throws Exception {
        var frame = socket.readFrame();
        assertThat(frame).isNotNull().startsWith(0x81);
        return JsonText.parse(new String(frame, 1, frame.length - 1, StandardCharsets.UTF_8));
    }

    private static void eventually(String what, BooleanSupplier fact) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!fact.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        assertThat(fact.getAsBoolean()).as(what).isTrue();
    }

    @Test
    void whateverAWorldDoesItsClientReadsAnErrorAndTheSessionGoesOn() throws Exception {
        try (var server = serve().start();
                var socket = RawHttp.upgraded(server.port())) {
            for (var bad : BAD) {
                var reply = ask(socket, step(bad));
                assertThat(reply.toString()).as(bad).contains("EXECUTION_ERROR").doesNotContain("\tat ");
                if (bad.equals("hang")) {
                    assertThat(ask(socket, "{\"type\":\"reset\"}").get("type")).isEqualTo("observation");
                }
                assertThat(ask(socket, step("well")).get("type"))
                        .as("after %s", bad)
                        .isEqualTo("observation");
            }
        }
    }

    @Test
    void whateverAWorldDoesPlainHttpAnswersWithJsonAndHiddenTextsHaveAnId() throws Exception {
        try (var server = serve().hideErrors(true).start()) {
            for (var bad : BAD) {
                var body = "{\"action\":{\"do\":\"" + bad + "\"}}";
                var answer = RawHttp.answer(
                        server.port(),
                        RawHttp.head(
                                        "POST /step",
                                        server.port(),
                                        "Content-Type: application/json",
                                        "Content-Length: " + body.length())
                                + body);
                assertThat(answer).as(bad).startsWith("HTTP/1.1 500 ").doesNotContain("secret");
                assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4))
                        .as(bad)
                        .matches("\\{\"detail\":\"The environment failed; the server's log has the details under error "
                                + "[0-9a-f-]{36}\"}");
            }
            assertThat(RawHttp.status(server.port(), RawHttp.head("GET /health", server.port())))
                    .isEqualTo(200);
        }
        assertThat(tally.closed).hasValue(tally.opened.get());
    }

    @Test
    void aFactoryThatFailsEveryThirdTimeIsSaidToThatClientOnly() throws Exception {
        tally.factoryFails = true;
        try (var server = serve().maxSessions(2).start()) {
            var failed = 0;
            for (var i = 0; i < 30; i++) {
                try (var socket = RawHttp.upgraded(server.port())) {
                    var reply = ask(socket, step("well")).toString();
                    failed += reply.contains("FACTORY_ERROR") ? 1 : 0;
                    assertThat(reply).containsAnyOf("FACTORY_ERROR", "\"ok\":true");
                }
                eventually("the slot is free", () -> server.sessions() == 0);
            }
            assertThat(failed).isEqualTo(10);
        }
        assertThat(tally.closed).hasValue(tally.opened.get());
    }

    @Test
    void aClientThatNeverReadsHoldsTheWorldBackAndGetsEveryReplyWhenItReads() throws Exception {
        try (var server = serve().start();
                var slow = RawHttp.upgraded(server.port());
                var other = RawHttp.upgraded(server.port())) {
            for (var i = 0; i < 200; i++) {
                slow.send(RawHttp.text(step("big")));
            }
            for (var i = 0; i < 300; i++) {
                assertThat(ask(other, step("well")).get("type")).isEqualTo("observation");
            }
            var early = tally.steps.get() - 300;
            System.out.println("200 replies of 1 MiB asked for, made before the first was read: " + early);
            assertThat(early).isLessThan(100);
            for (var i = 0; i < 200; i++) {
                assertThat(slow.readFrame()).as("reply %d", i).hasSizeGreaterThan(1 << 20);
            }
        }
    }

    @Test
    void afterAllOfItNothingHasLeaked() throws Exception {
        tally.factoryFails = true;
        var threadsBefore = threads();
        try (var server =
                serve().maxSessions(64).requestLimit(Duration.ofMillis(100)).start()) {
            chaos(server);
            atRest(server);
            var heap = heap();
            var direct = direct();
            var threads = Thread.activeCount();
            for (var round = 0; round < 4; round++) {
                chaos(server);
            }
            atRest(server);
            System.out.println("after 4 more rounds: heap " + (heap() - heap >> 10) + " KiB more, direct "
                    + (direct() - direct >> 10) + " KiB more, threads " + (Thread.activeCount() - threads)
                    + " more, worlds "
                    + tally.opened + " opened, " + tally.closed + " closed");
            assertThat(heap() - heap).as("bytes of heap").isLessThan(8 << 20);
            assertThat(direct() - direct).as("bytes of buffers").isLessThan(8 << 20);
        }
        assertThat(tally.closed).hasValue(tally.opened.get());
        eventually("no thread is left", () -> threads().size() <= threadsBefore.size());
    }

    private void atRest(RunningServer server) {
        eventually("no session is left", () -> server.sessions() == 0);
        eventually("no connection is left", () -> server.connections() == 0);
        eventually(
                "no world is left of " + tally.opened + ", closed " + tally.closed,
                () -> tally.closed.get() == tally.opened.get());
    }

    private void chaos(RunningServer server) throws Exception {
        var port = server.port();
        var silent = new ArrayList<RawHttp>();
        for (var i = 0; i < 10; i++) {
            for (var bad : BAD) {
                var socket = RawHttp.upgraded(port);
                socket.send(RawHttp.text(step(bad)));
                switch (i % 5) {
                    case 0 -> socket.reset(); // in the middle of the step
                    case 1 -> socket.close();
                    case 2 -> {
                        socket.send(new byte[] {(byte) 0x81, (byte) 0xfe, 1}); // half a frame
                        socket.reset();
                    }
                    case 3 -> {
                        socket.send(RawHttp.frame(0x01, "{\"type\":".getBytes(StandardCharsets.US_ASCII)));
                        socket.close(); // half a message
                    }
                    default -> {
                        assertThat(socket.readFrame()).isNotNull();
                        socket.send(RawHttp.text("{\"type\":\"close\"}"));
                        assertThat(socket.readFrame()).isNotNull();
                        socket.close();
                    }
                }
            }
            var half = new RawHttp(port);
            half.send(RawHttp.head("POST /step", port, "Content-Length: 1000") + "{");
            silent.add(half);
            RawHttp.status(port, "\u0001\u0002\r\n\r\n");
        }
        for (var half : silent) {
            assertThat(half.read()).startsWith("HTTP/1.1 408 ");
            half.close();
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("openenv-") || name.startsWith("XNIO-"))
                .toList();
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
