package dev.openenv.benchmarks;

import dev.openenv.EnvironmentProvider;
import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.docker.DockerEngine;
import dev.openenv.docker.DockerProvider;
import dev.openenv.docker.PoolOptions;
import dev.openenv.image.EnvironmentImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * How long it takes from {@code open} to the first reset answered, in a container: an image of ours, an image of the Python
 * package under us and under its own provider, by turns, and a pool. Arguments: a Python with the package, its image, rounds.
 */
public final class ContainerSpeed {

    private static final String TAG = "openenv-benchmark-echo:1";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int ROUNDS_OF_PYTHON = 5;
    private static final long SETTLE_NANOS = 300_000_000;

    private ContainerSpeed() {}

    /**
     * Measures and prints.
     *
     * @param arguments a Python interpreter with the package {@code openenv}, a program for it that times the package's provider,
     *     the image of an echo world, and how many rounds there are
     * @throws IOException when a process or an image fails
     */
    public static void main(String[] arguments) throws IOException {
        var rounds = Integer.parseInt(arguments[3]);
        var begin = System.nanoTime();
        var built = EnvironmentImage.of(ConformanceWorlds::echo).withTag(TAG).load(DockerEngine.usual());
        System.out.printf("image %d MiB, made in %.1f s%n", built.bytes() >> 20, millis(begin) / 1000);

        var java = DockerProvider.image(TAG, ConformanceWorlds.echo());
        var python = DockerProvider.image(arguments[2]);
        var ofJava = new ArrayList<Double>();
        var ofPython = new ArrayList<Double>();
        var theirs = new ArrayList<Double>();
        opened(java);
        opened(python);
        var rival = new ProcessBuilder(arguments[0], arguments[1], arguments[2])
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var asks = new PrintWriter(rival.getOutputStream(), true);
                var says = new BufferedReader(rival.inputReader())) {
            for (var round = 0; round < rounds; round++) {
                ofJava.add(opened(java));
                if (round % ROUNDS_OF_PYTHON == 0) {
                    ofPython.add(opened(python));
                    asks.println("next");
                    theirs.add(Double.parseDouble(says.readLine()));
                }
            }
        }
        print("cold, our image, our provider", ofJava);
        print("cold, Python's image, our provider", ofPython);
        print("cold, Python's image, Python's provider", theirs);
        System.out.printf(
                "ratio of medians, Python's provider / ours: %.1f with our image (goal 8), %.1f with the same image%n",
                median(theirs) / median(ofJava), median(theirs) / median(ofPython));
        try (var pool = java.pool(PoolOptions.of(2))) {
            print("lease of a running container", leases(pool, rounds));
        }
        try (var pool = java.pool(PoolOptions.of(2).paused())) {
            print("lease of a paused container", leases(pool, rounds));
        }
    }

    private static List<Double> leases(EnvironmentProvider<?, ?> pool, int rounds) {
        var all = new ArrayList<Double>();
        for (var round = -2; round < rounds; round++) {
            var took = opened(pool);
            if (round >= 0) {
                all.add(took);
            }
            LockSupport.parkNanos(SETTLE_NANOS); // what came back is looked through
        }
        return all;
    }

    private static double opened(EnvironmentProvider<?, ?> provider) {
        var begin = System.nanoTime();
        try (var env = provider.open(LIMIT)) {
            env.reset();
            return millis(begin);
        }
    }

    private static double millis(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }

    private static void print(String what, List<Double> millis) {
        Collections.sort(millis);
        System.out.printf(
                "%-42s p50 %7.1f ms   p99 %7.1f ms   (%d)%n",
                what, median(millis), millis.get(Math.min(millis.size() - 1, millis.size() * 99 / 100)), millis.size());
    }

    private static double median(List<Double> sorted) {
        return sorted.get(sorted.size() / 2);
    }
}
