package dev.openenv.benchmarks.kit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.openenv.Grading;
import dev.openenv.Policy;
import dev.openenv.ResetOptions;
import dev.openenv.Task;
import dev.openenv.TaskSet;
import dev.openenv.benchmarks.kit.Nothing.Nudge;
import dev.openenv.benchmarks.kit.Nothing.Seen;
import dev.openenv.rollout.Rollouts;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * With {@code desks}, the milliseconds that a test class of a hundred episodes takes in a JVM that has just started; with {@code
 * bare}, those of the same episodes without JUnit. With {@code episode}, what an episode takes in a test and by itself, and what
 * an empty test takes, as medians of rounds in turns.
 */
public final class KitSpeed {

    private static final int WARM_UP = 5;
    private static final int ROUNDS = 11;

    private KitSpeed() {}

    /** Runs one of the three. */
    public static void main(String[] args) {
        switch (args[0]) {
            case "desks" -> fromStart("in tests", () -> tests(HundredDesks.class, HundredDesks.EPISODES));
            case "bare" -> fromStart("by themselves", HundredDesks::bare);
            default -> episode();
        }
    }

    private static void fromStart(String how, Runnable episodes) {
        var start = System.nanoTime();
        episodes.run();
        var millis = (System.nanoTime() - start) / 1_000_000;
        print("%d episodes %s: %d ms%n", HundredDesks.EPISODES, how, millis);
    }

    private static void episode() {
        LongSupplier tests = () -> tests(Episodes.Played.class, Episodes.COUNT);
        LongSupplier bare = KitSpeed::bare;
        LongSupplier empty = () -> tests(Episodes.Empty.class, Episodes.COUNT);
        var all = new LongSupplier[] {tests, bare, empty};
        var nanos = new double[all.length][ROUNDS];
        for (var round = -WARM_UP; round < ROUNDS; round++) {
            for (var i = 0; i < all.length; i++) {
                var each = all[i].getAsLong() / (double) Episodes.COUNT;
                if (round >= 0) {
                    nanos[i][round] = each;
                }
            }
        }
        var us = new double[all.length];
        for (var i = 0; i < all.length; i++) {
            Arrays.sort(nanos[i]);
            us[i] = nanos[i][ROUNDS / 2] / 1e3;
        }
        print(
                "an episode in a test %.1f us, by itself %.1f us, ratio %.2f; an empty test %.1f us;"
                        + " the kit adds %.1f us (goal 200)%n",
                us[0], us[1], us[0] / us[1], us[2], us[0] - us[1] - us[2]);
    }

    /** Runs a test class and tells its nanoseconds. */
    private static long tests(Class<?> type, int count) {
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(type))
                .build();
        var summary = new SummaryGeneratingListener();
        var start = System.nanoTime();
        LauncherFactory.create().execute(request, summary);
        var nanos = System.nanoTime() - start;
        var passed = summary.getSummary().getTestsSucceededCount();
        if (passed != count) {
            throw new IllegalStateException(passed + " of " + count + " passed: "
                    + summary.getSummary().getFailures().stream()
                            .limit(1)
                            .map(failure -> String.valueOf(failure.getException()))
                            .toList());
        }
        return nanos;
    }

    /** The same episodes without JUnit, each a run of its own as in a test. */
    private static long bare() {
        var provider = Nothing.provider();
        Policy<Nudge, Seen> policy = seen -> new Nudge(1);
        var start = System.nanoTime();
        for (var seed = 1; seed <= Episodes.COUNT; seed++) {
            var alone = TaskSet.builder()
                    .add(Task.of("episode"), Grading.of(ResetOptions.seed(seed)))
                    .build();
            var run = Rollouts.of(provider)
                    .policy(() -> policy)
                    .tasks(alone)
                    .retries(0)
                    .episodeLimit(Duration.ofMinutes(1))
                    .run();
            if (run.trajectories().get(0).stepCount() != 1) {
                throw new IllegalStateException("an episode has one step");
            }
        }
        return System.nanoTime() - start;
    }

    private static void print(String form, Object... values) {
        System.out.printf(Locale.ROOT, form, values);
    }
}
