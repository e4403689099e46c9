package dev.openenv.benchmarks.wire;

import dev.openenv.benchmarks.wire.Contest.Server;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Where one kind of call spends its time and memory on our server: prints the methods and the places of allocation that
 * cost most, by the JVM's flight recorder under load, and leaves whole stacks in the one-line form that flame graph
 * programs read.
 */
public final class WireProfile {

    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration RECORDED = Duration.ofSeconds(12);
    private static final int SHOWN = 14;

    private final ServerProcess server;
    private final Path recording;

    private WireProfile(ServerProcess server, Path recording) {
        this.server = server;
        this.recording = recording;
    }

    /** Takes the checkout, the Python interpreter and the kind of call: steps (default), http, open or big. */
    public static void main(String[] args) throws Exception {
        var target = Path.of(args[0], "openenv-benchmarks", "target").toAbsolutePath();
        var kind = args.length > 2 ? args[2] : "steps";
        var recording = target.resolve("profile.jfr");
        var contest = new Contest(Path.of(args[0]), Path.of(args[1]));
        try (var server = contest.start(Server.OURS, "-XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints")) {
            var profile = new WireProfile(server, recording);
            switch (kind) {
                case "steps" -> profile.sockets(64, Requests.STEP);
                case "big" -> profile.sockets(4, Requests.BIG);
                case "http" -> {
                    try (var loop = ClosedLoop.http(server.address(), 16, "\"observation\"")) {
                        profile.record(time -> loop.run(Requests.HTTP_STEP, time));
                    }
                }
                case "open" -> profile.record(time -> Visits.run(server.address(), Requests.RESET, 8, time));
                default -> throw new IllegalArgumentException("no such kind of call: " + kind);
            }
        }
        var stacks = new ArrayList<String>();
        Samples.read(recording).stacks().forEach(line -> stacks.add(line.getKey() + " " + line.getValue()));
        Files.write(target.resolve("profile-" + kind + ".folded"), stacks);
    }

    private void sockets(int count, ByteBuffer request) throws Exception {
        try (var loop = ClosedLoop.sockets(server.address(), count)) {
            loop.once(Requests.RESET);
            record(time -> loop.run(request, time));
        }
    }

    private void record(Load load) throws Exception {
        load.run(WARM_UP);
        recorder("JFR.start", "settings=profile");
        var before = server.cpuMicros();
        var count = load.run(RECORDED);
        var micros = server.cpuMicros() - before;
        recorder("JFR.stop", "filename=" + recording);
        print(Samples.read(recording), (double) micros, count);
    }

    private void recorder(String order, String option) throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process = new ProcessBuilder(List.of(jcmd, server.id(), order, "name=wire", option))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("the flight recorder did not take " + order);
        }
    }

    private static void print(Samples samples, double micros, double count) {
        System.out.printf(
                "a call: %.1f us CPU, recorder included; %.0f bytes allocated%n",
                micros / count, samples.bytes() / count);
        System.out.printf("%nJava methods, of %d samples%n", samples.taken());
        samples.methods()
                .limit(SHOWN)
                .forEach(line ->
                        System.out.printf("%6.1f %%  %s%n", 100.0 * line.getValue() / samples.taken(), line.getKey()));
        System.out.printf("%nbytes allocated a call%n");
        samples.places()
                .limit(SHOWN)
                .forEach(line -> System.out.printf("%8.0f  %s%n", line.getValue() / count, line.getKey()));
    }
}
