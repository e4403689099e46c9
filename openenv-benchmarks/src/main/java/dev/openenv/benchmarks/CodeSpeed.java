package dev.openenv.benchmarks;

import dev.openenv.Environment;
import dev.openenv.code.CodeExecutor;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.InProcessProvider;
import dev.openenv.provider.ToolProvider;
import dev.openenv.python.EmbeddedPython;
import dev.openenv.python.ProcessPython;
import dev.openenv.tools.CodeAct;
import dev.openenv.tools.CodeErrorKind;
import dev.openenv.tools.CodeReply;
import dev.openenv.tools.Tool;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import dev.openenv.wire.StepKeywords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/** How long code actions take, executor beside executor: from the first one to how late an endless one ends. */
public final class CodeSpeed {

    private static final String ADDS = "x = 0\nfor i in range(200000): x = x + i\nx";
    private static final double LIMIT_SECONDS = 0.5;
    private static final int SESSIONS = 10;

    private CodeSpeed() {}

    /** What the code calls. */
    public static final class Adder {

        /** A tool. */
        @Tool("Adds.")
        public long add(long a, long b) {
            return a + b;
        }
    }

    /**
     * Prints the figures.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        print(
                "milliseconds, medians",
                "first action",
                "from the pool",
                "warm session",
                "cold session",
                "trivial",
                "two calls",
                "200k adds",
                "ended late by");
        measure("embedded", EmbeddedPython::create);
        measure("embedded, again", EmbeddedPython::create);
        measure("CPython, confined", ProcessPython::confined);
        measure("CPython, unconfined", ProcessPython::unconfined);
        memory();
    }

    private static void measure(String name, Supplier<CodeExecutor> made) {
        var start = System.nanoTime();
        try (var executor = made.get()) {
            var provider = ToolProvider.of(Adder.class, options -> new Adder(), executor);
            try (var environment = provider.open()) {
                environment.reset();
                run(environment, "1");
                var first = since(start);
                for (var i = 0; i < 200; i++) {
                    run(environment, "add(1, 2) + add(3, 4)");
                }
                print(
                        name,
                        text(first),
                        text(median(30, () -> fromThePool(executor))),
                        text(median(30, () -> newSession(provider))),
                        text(median(10, () -> cold(made.get()))),
                        text(median(300, () -> timed(environment, "1"))),
                        text(median(300, () -> timed(environment, "add(1, 2) + add(3, 4)"))),
                        text(median(7, () -> timed(environment, ADDS))),
                        text(median(7, () -> late(environment))));
            }
        }
    }

    /** How much heap sessions of the embedded Python take. */
    private static void memory() {
        try (var executor = EmbeddedPython.create().withMost(SESSIONS + 1, Duration.ofSeconds(10));
                var first = ToolProvider.of(Adder.class, options -> new Adder(), executor)
                        .open()) {
            first.reset();
            run(first, "1");
            var before = heap();
            var environments = new ArrayList<Environment<ToolAction, ToolObservation>>();
            for (var i = 0; i < SESSIONS; i++) {
                var environment = ToolProvider.of(Adder.class, options -> new Adder(), executor)
                        .open();
                environments.add(environment);
                environment.reset();
                run(environment, "x = [add(i, i) for i in range(10)]");
            }
            System.out.printf(
                    Locale.ROOT,
                    "embedded, heap with one session %d MB, each further one %.1f MB%n",
                    before >> 20,
                    (heap() - before) / (double) SESSIONS / (1 << 20));
            environments.forEach(Environment::close);
        }
    }

    private static long heap() {
        System.gc();
        pause();
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** A session that was ready. */
    private static double fromThePool(CodeExecutor executor) {
        pause();
        var start = System.nanoTime();
        try (var session = executor.open()) {
            return since(start);
        }
    }

    /** The first action of another session, while the pool has had time to make one ready. */
    private static double newSession(InProcessProvider<ToolAction, ToolObservation> provider) {
        pause();
        try (var environment = provider.open()) {
            environment.reset();
            return timed(environment, "1");
        }
    }

    /** The first action of a session that nobody prepared. */
    private static double cold(CodeExecutor executor) {
        try (executor;
                var one = ToolProvider.of(Adder.class, options -> new Adder(), executor)
                        .open();
                var other = ToolProvider.of(Adder.class, options -> new Adder(), executor)
                        .open()) {
            one.reset();
            run(one, "1");
            other.reset();
            return timed(other, "1");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double timed(Environment<ToolAction, ToolObservation> environment, String code) {
        var start = System.nanoTime();
        run(environment, code);
        return since(start);
    }

    private static void run(Environment<ToolAction, ToolObservation> environment, String code) {
        var reply = (CodeReply) environment.step(CodeAct.python(code)).observation();
        if (reply.error().isPresent()) {
            throw new IllegalStateException(reply.toString());
        }
    }

    private static double late(Environment<ToolAction, ToolObservation> environment) {
        environment.reset();
        run(environment, "1");
        environment.find(StepKeywords.class).orElseThrow().nextStep(JsonObject.of("timeout_s", LIMIT_SECONDS));
        var start = System.nanoTime();
        var code = "while True:\n  try:\n    while True: pass\n  except BaseException: pass";
        var reply = (CodeReply) environment.step(CodeAct.python(code)).observation();
        if (reply.error().orElseThrow().kind() != CodeErrorKind.TIMEOUT) {
            throw new IllegalStateException(reply.toString());
        }
        return since(start) - LIMIT_SECONDS * 1000;
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(int times, Supplier<Double> one) {
        var all = new double[times];
        Arrays.setAll(all, i -> one.get());
        Arrays.sort(all);
        return all[times / 2];
    }

    private static String text(double milliseconds) {
        return String.format(Locale.ROOT, "%.2f", milliseconds);
    }

    private static void print(String name, String... figures) {
        var line = new StringBuilder(String.format(Locale.ROOT, "%-24s", name));
        for (var figure : figures) {
            line.append(String.format(Locale.ROOT, "%15s", figure));
        }
        System.out.println(line);
    }
}
