package dev.openenv.benchmarks.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that use one socket each, on a thread of their own. */
final class Visits {

    private static final int MOST_SAMPLES = 1_000_000;

    private Visits() {}

    /** Opens, calls once and closes, again and again from so many threads; returns how many times. */
    static long run(InetSocketAddress server, ByteBuffer call, int threads, Duration time) throws IOException {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var end = System.nanoTime() + time.toNanos();
            var counts = new ArrayList<Future<Long>>();
            for (var i = 0; i < threads; i++) {
                var from = new InetSocketAddress("127.0.0." + (2 + i), 0);
                Callable<Long> visits = () -> {
                    var count = 0L;
                    for (; System.nanoTime() < end; count++) {
                        try (var socket = new BlockingSocket(server, from)) {
                            socket.call(call);
                        }
                    }
                    return count;
                };
                counts.add(pool.submit(visits));
            }
            var sum = 0L;
            for (var count : counts) {
                sum += count.get();
            }
            return sum;
        } catch (InterruptedException | ExecutionException e) {
            throw new IOException(e);
        } finally {
            pool.shutdownNow();
        }
    }

    /** The median of the nanoseconds between a call and its reply, one after the other on one socket. */
    static double median(InetSocketAddress server, ByteBuffer first, ByteBuffer call, Duration time)
            throws IOException {
        var samples = new long[MOST_SAMPLES];
        var count = 0;
        try (var socket = new BlockingSocket(server, new InetSocketAddress("127.0.0.1", 0))) {
            socket.call(first);
            var now = System.nanoTime();
            for (var end = now + time.toNanos(); now < end && count < MOST_SAMPLES; count++) {
                socket.call(call);
                var after = System.nanoTime();
                samples[count] = after - now;
                now = after;
            }
        }
        Arrays.sort(samples, 0, count);
        return samples[count / 2];
    }
}
