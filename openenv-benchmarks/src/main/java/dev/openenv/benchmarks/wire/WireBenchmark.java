package dev.openenv.benchmarks.wire;

import dev.openenv.benchmarks.wire.Contest.Server;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The wire under load. The figure is CPU time of the server's process (all threads, user and system) for one operation;
 * the load comes from this process over loopback. Parts: steps, latency, http, open, big, held, start; all without one.
 */
public final class WireBenchmark {

    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofMillis(1_200);
    private static final Duration WARM_UP = Duration.ofSeconds(6);
    private static final int[] HELD = {4_000, 16_384};

    /** Beyond this the reference, which needs a thread a session, is not asked. */
    private static final int MOST_HELD_BY_PYTHON = 4_000;

    private final Contest contest;
    private final List<Figures> table = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<Server, ServerProcess> running = new EnumMap<>(Server.class);

    private WireBenchmark(Contest contest) {
        this.contest = contest;
    }

    /** Takes the checkout, the Python interpreter and perhaps a part. */
    public static void main(String[] args) throws Exception {
        var benchmark = new WireBenchmark(new Contest(Path.of(args[0]), Path.of(args[1])));
        try {
            benchmark.play(args.length > 2 ? args[2] : "all");
        } finally {
            for (var server : benchmark.running.values()) {
                server.close();
            }
        }
        benchmark.print();
    }

    private void play(String part) throws Exception {
        var all = part.equals("all");
        if (all || part.equals("steps")) {
            steps(1);
            steps(16);
            steps(64);
        }
        if (all || part.equals("latency")) {
            latency();
        }
        if (all || part.equals("http")) {
            http("HTTP step", Requests.HTTP_STEP);
            http("HTTP reset", Requests.HTTP_RESET);
        }
        if (all || part.equals("open")) {
            open();
        }
        if (all || part.equals("big")) {
            big();
        }
        if (all || part.equals("held")) {
            for (var sessions : HELD) {
                held(sessions);
            }
        }
        if (all || part.equals("start")) {
            start();
        }
    }

    private void steps(int sessions) throws IOException {
        var figures = line("WebSocket step, " + sessions + (sessions == 1 ? " session" : " sessions"), "us CPU");
        if (sessions == 64) {
            figures.fewer(10).atMost(12).ofBare(1.25);
        }
        for (var server : Server.values()) {
            try (var loop = ClosedLoop.sockets(process(server).address(), sessions)) {
                loop.once(Requests.RESET);
                cpu(figures, server, time -> loop.run(Requests.STEP, time));
            }
        }
    }

    private void http(String name, ByteBuffer request) throws IOException {
        var figures = line(name + ", 16 connections", "us CPU").fewer(10);
        for (var server : List.of(Server.OURS, Server.PYTHON)) {
            try (var loop = ClosedLoop.http(process(server).address(), 16, "\"observation\"")) {
                cpu(figures, server, time -> loop.run(request, time));
            }
        }
    }

    private void open() throws IOException {
        var figures = line("open + reset + close, 8 at once", "us CPU").fewer(7);
        for (var server : Server.values()) {
            var address = process(server).address();
            cpu(figures, server, time -> Visits.run(address, Requests.RESET, 8, time));
        }
    }

    private void big() throws IOException {
        var figures = line("step with 1 MiB back, 4 sessions", "us CPU").fewer(6);
        for (var server : Server.values()) {
            try (var loop = ClosedLoop.sockets(process(server).address(), 4)) {
                loop.once(Requests.RESET);
                cpu(figures, server, time -> loop.run(Requests.BIG, time));
            }
        }
    }

    private void latency() throws IOException {
        var figures = line("WebSocket step, 1 session, p50", "us").atMost(60);
        for (var server : Server.values()) {
            var address = process(server).address();
            Visits.median(address, Requests.RESET, Requests.STEP, WARM_UP);
            var rounds = new double[ROUNDS];
            for (var i = 0; i < ROUNDS; i++) {
                rounds[i] = Visits.median(address, Requests.RESET, Requests.STEP, ROUND) / 1e3;
            }
            figures.put(server, rounds);
        }
    }

    private void held(int sessions) throws IOException {
        var memory = line(sessions + " sessions held, each", "KB").atMost(20);
        for (var server : Server.values()) {
            if (server == Server.PYTHON && sessions > MOST_HELD_BY_PYTHON) {
                continue;
            }
            try (var process = contest.start(server)) {
                var before = process.residentBytes();
                var threads = process.threads();
                try (var loop = ClosedLoop.sockets(process.address(), sessions)) {
                    var answered = loop.once(Requests.RESET);
                    for (var i = 0; i < ROUNDS; i++) {
                        answered += loop.once(Requests.STEP);
                    }
                    var after = process.residentBytes();
                    memory.put(server, (after - before) / 1024.0 / sessions);
                    notes.add(String.format(
                            "%d sessions, %s: %.2f %% of %d calls answered, all at once; %d MB at rest, %d MB held;"
                                    + " %d threads at rest, %d held; open files at most: server %s",
                            sessions,
                            server,
                            100.0 * answered / (sessions * (ROUNDS + 1L)),
                            sessions * (ROUNDS + 1L),
                            before >> 20,
                            after >> 20,
                            threads,
                            process.threads(),
                            process.mostFiles()));
                }
            }
        }
    }

    private void start() throws IOException {
        var time = line("start to /health", "ms").atMost(500);
        var memory = line("resident memory at rest", "MB").atMost(80);
        for (var server : Server.values()) {
            var rounds = server == Server.PYTHON ? 3 : ROUNDS;
            var millis = new double[rounds];
            var megabytes = new double[rounds];
            for (var i = 0; i < rounds; i++) {
                try (var process = contest.start(server)) {
                    millis[i] = process.start().toMillis();
                    java.util.concurrent.locks.LockSupport.parkNanos(500_000_000);
                    megabytes[i] = process.residentBytes() / 1048576.0;
                }
            }
            time.put(server, millis);
            memory.put(server, megabytes);
        }
    }

    private void cpu(Figures figures, Server server, Load load) throws IOException {
        load.run(WARM_UP);
        var process = process(server);
        var rounds = new double[ROUNDS];
        for (var i = 0; i < ROUNDS; i++) {
            var before = process.cpuMicros();
            var count = load.run(ROUND);
            rounds[i] = (double) (process.cpuMicros() - before) / count;
        }
        figures.put(server, rounds);
    }

    private ServerProcess process(Server server) throws IOException {
        var process = running.get(server);
        if (process == null) {
            process = contest.start(server);
            running.put(server, process);
        }
        return process;
    }

    private Figures line(String name, String unit) {
        var figures = new Figures(name, unit);
        table.add(figures);
        return figures;
    }

    private void print() {
        System.out.printf(
                "%nThe wire, %s, JDK %s, %d processors; medians of %d%n%n%s%n",
                LocalDate.now(),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                ROUNDS,
                Figures.head());
        table.forEach(System.out::println);
        System.out.println();
        notes.forEach(System.out::println);
    }
}
