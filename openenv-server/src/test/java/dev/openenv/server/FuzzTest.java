package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.conformance.ConformanceWorlds;
import java.io.ByteArrayOutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many messages of all kinds, over many sockets: each that need not end its session is answered once and does not end it,
 * every handshake is answered, nothing of a client's is a 5xx. {@code -Dopenenv.fuzz.seed=S} and
 * {@code -Dopenenv.fuzz.messages=N} repeat or extend a run; its digest says whether the messages were the same.
 */
@Timeout(300)
class FuzzTest {

    private static final int SENDERS = 8;
    private static final int BATCH = 200;

    private final long seed = Long.getLong("openenv.fuzz.seed", 20261122L);
    private final int messages = Integer.getInteger("openenv.fuzz.messages", 100_000);

    /** What came of it. */
    private static final class Counts {
        final AtomicLong frames = new AtomicLong();
        final AtomicLong requests = new AtomicLong();
        final AtomicLong handshakes = new AtomicLong();
        final AtomicLong broken = new AtomicLong();
        final AtomicLong errors = new AtomicLong();
        final AtomicLong digest = new AtomicLong();

        long all() {
            return frames.get() + requests.get() + broken.get();
        }
    }

    private final Counts counts = new Counts();

    @Test
    void noMessageEndsASessionThatItNeedNotEndAndNoFaultOfAClientIsTheServers() throws Exception {
        var start = System.nanoTime();
        var pool = Executors.newFixedThreadPool(SENDERS);
        try (var server = EnvServer.serve(ConformanceWorlds.echo())
                .port(0)
                .maxSessions(4 * SENDERS)
                .requestLimit(Duration.ofSeconds(1))
                .start()) {
            var senders = new ArrayList<Callable<Void>>();
            var randoms = new SplittableRandom(seed);
            for (var i = 0; i < SENDERS; i++) {
                var random = randoms.split();
                senders.add(() -> send(server.port(), random));
            }
            for (var done : pool.invokeAll(senders)) {
                done.get();
            }
            assertThat(RawHttp.status(server.port(), RawHttp.head("GET /health", server.port())))
                    .isEqualTo(200);
            var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while ((server.sessions() > 0 || server.connections() > 0) && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertThat(server.sessions()).isZero();
            assertThat(server.connections()).isZero();
        } finally {
            pool.shutdownNow();
        }
        System.out.printf(
                "fuzz seed=%d digest=%08x messages=%d: %d frames (%d answered with an error), %d broken frames, %d requests, "
                        + "%d handshakes, in %d ms%n",
                seed,
                counts.digest.get(),
                counts.all(),
                counts.frames.get(),
                counts.errors.get(),
                counts.broken.get(),
                counts.requests.get(),
                counts.handshakes.get(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        assertThat(counts.all()).isGreaterThanOrEqualTo(messages);
    }

    private Void send(int port, SplittableRandom random) throws Exception {
        var fuzz = new FuzzMessages(random);
        var crc = new CRC32();
        for (var sent = 0; sent < messages / SENDERS; ) {
            sent += switch (random.nextInt(12)) {
                case 0 -> requests(port, fuzz, crc);
                case 1 -> noRequests(port, fuzz, crc);
                default -> frames(port, fuzz, crc);
            };
        }
        counts.digest.addAndGet(crc.getValue());
        return null;
    }

    private int frames(int port, FuzzMessages fuzz, CRC32 crc) throws Exception {
        try (var socket = RawHttp.upgraded(port)) {
            counts.handshakes.incrementAndGet();
            var batch = new ByteArrayOutputStream();
            for (var i = 0; i < BATCH; i++) {
                batch.writeBytes(fuzz.message());
            }
            crc.update(batch.toByteArray());
            socket.send(batch.toByteArray());
            socket.send(RawHttp.text("{\"type\":\"state\"}"));
            for (var i = 0; i < BATCH; i++) {
                var frame = next(socket);
                assertThat(frame)
                        .as("reply %d of a batch, seed %d", i, seed)
                        .isNotNull()
                        .startsWith(0x81);
                if (new String(frame, StandardCharsets.UTF_8).startsWith("{\"type\":\"error\"", 1)) {
                    counts.errors.incrementAndGet();
                }
            }
            assertThat(new String(next(socket), StandardCharsets.UTF_8)).contains("\"type\":\"state\"");
            counts.frames.addAndGet(BATCH);
            var broken = fuzz.broken();
            crc.update(broken);
            socket.send(broken);
            counts.broken.incrementAndGet();
        }
        return BATCH + 1;
    }

    /** Answers to pings come when they like. */
    private static byte @Nullable [] next(RawHttp socket) throws Exception {
        var frame = socket.readFrame();
        while (frame != null && frame[0] == (byte) 0x8a) {
            frame = socket.readFrame();
        }
        return frame;
    }

    /** Many on one connection, one after the other. */
    private int requests(int port, FuzzMessages fuzz, CRC32 crc) throws Exception {
        var sent = 0;
        try (var connection = new RawHttp(port)) {
            for (; sent < BATCH / 2; sent++) {
                var request = fuzz.request(8000);
                crc.update(request);
                connection.send(request);
                var answer = connection.read(new String(request, 0, 4, StandardCharsets.US_ASCII).equals("HEAD"));
                assertThat(answer)
                        .as(() -> "seed " + seed + ": " + new String(request, StandardCharsets.ISO_8859_1))
                        .matches("(?s)HTTP/1.1 [234].*");
            }
        }
        counts.requests.addAndGet(sent);
        return sent;
    }

    private int noRequests(int port, FuzzMessages fuzz, CRC32 crc) throws Exception {
        for (var i = 0; i < 5; i++) {
            var bytes = fuzz.noRequest(8000);
            crc.update(bytes);
            try (var connection = new RawHttp(port)) {
                connection.send(bytes);
                assertThat(connection.read())
                        .as(() -> "seed " + seed + ": " + new String(bytes, StandardCharsets.ISO_8859_1))
                        .doesNotStartWith("HTTP/1.1 5");
                counts.handshakes.incrementAndGet();
            } catch (SocketTimeoutException e) {
                throw new AssertionError(
                        "not answered, seed " + seed + ": " + new String(bytes, StandardCharsets.ISO_8859_1), e);
            }
        }
        counts.requests.addAndGet(5);
        return 5;
    }
}
