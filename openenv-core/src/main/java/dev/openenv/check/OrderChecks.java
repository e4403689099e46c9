package dev.openenv.check;

import dev.openenv.Action;
import dev.openenv.DeadlineExceededException;
import dev.openenv.Environment;
import dev.openenv.EpisodeOrderException;
import dev.openenv.ForwardingEnvironment;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.OpenEnvException;
import dev.openenv.wrap.AbandonedThreads;
import dev.openenv.wrap.TimedCalls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Calls out of order, and what is left after close. */
final class OrderChecks {

    private static final int ROUNDS = 3;
    private static final int STEPS = 5;
    private static final int MOST_THREADS = 1_000;
    private static final long GRACE_MILLIS = 1_000;

    private OrderChecks() {}

    static <A extends Action, O extends Observation> List<Finding> order(Subject<A, O> subject) {
        var found = new Findings();
        for (var script : subject.playable()) {
            if (script.actions().isEmpty()) {
                continue;
            }
            var action = script.actions().get(0);
            var env = subject.open();
            try {
                found.add(refused("a step before the first reset", () -> env.step(action)));
                env.reset(script.options());
                if (stepped(env, script, Integer.MAX_VALUE)) {
                    found.add(refused("a step after the end", () -> env.step(action)));
                }
                subject.end(env);
                found.add(refused("a step after close", () -> env.step(action)));
            } finally {
                subject.end(env);
            }
        }
        return found.all();
    }

    /** Takes the first steps of a script, as far as the episode goes. */
    private static <A extends Action> boolean stepped(Environment<A, ?> env, Script<A> script, int steps) {
        for (var action :
                script.actions().subList(0, Math.min(steps, script.actions().size()))) {
            try {
                if (env.step(action).done()) {
                    return true;
                }
            } catch (InvalidActionException e) {
                // as when the script was played
            }
        }
        return false;
    }

    private static @Nullable Finding refused(String what, Runnable call) {
        String seen;
        try {
            call.run();
            seen = what + " was taken";
        } catch (EpisodeOrderException e) {
            return null;
        } catch (OpenEnvException e) {
            if (what.endsWith("close")) {
                return null;
            }
            seen = what + " gives " + Texts.thrown(e);
        } catch (RuntimeException e) {
            seen = what + " gives " + Texts.thrown(e);
        }
        return Finding.error(
                "order-not-enforced",
                seen,
                "Let the provider open environments inside OrderEnforced.of(...), as InProcessProvider does.");
    }

    static <A extends Action, O extends Observation> List<Finding> close(Subject<A, O> subject) {
        var found = new Findings();
        var script = subject.playable().get(0);
        for (var steps : List.of(-1, 0, 2)) {
            var env = subject.open();
            try (var calls = new TimedCalls(new AbandonedThreads(2))) {
                if (steps >= 0) {
                    env.reset(script.options());
                    stepped(env, script, steps);
                }
                var beneath = beneath(env);
                for (var time : List.of("close-fails", "close-twice-fails")) {
                    found.add(closed(subject, time, calls, beneath));
                    if (!found.all().isEmpty()) {
                        break;
                    }
                }
            } finally {
                if (found.all().isEmpty()) {
                    subject.end(env);
                }
            }
        }
        return found.all();
    }

    private static @Nullable Finding closed(
            Subject<?, ?> subject, String code, TimedCalls calls, Environment<?, ?> env) {
        var limit = subject.settings().callLimit;
        try {
            calls.call("close", limit, () -> {
                env.close();
                return true;
            });
            return null;
        } catch (DeadlineExceededException e) {
            return Finding.error(
                    "close-hangs", "close did not return in " + limit, "Wait for nothing in close without a limit.");
        } catch (RuntimeException e) {
            return Finding.error(
                    code,
                    Texts.thrown(e),
                    code.equals("close-fails")
                            ? "Let close free what there is, also before a reset and within an episode, and not throw."
                            : "Remember that it is closed: close may be called more than once.");
        }
    }

    /** What the provider's outermost wrapper would hide, where it can be reached. */
    private static Environment<?, ?> beneath(Environment<?, ?> env) {
        return env instanceof ForwardingEnvironment<?, ?> wrapper ? wrapper.unwrap() : env;
    }

    static <A extends Action, O extends Observation> List<Finding> threads(Subject<A, O> subject) {
        var script = subject.playable().get(0);
        var known = mine();
        for (var round = 0; round < ROUNDS; round++) {
            var env = subject.open();
            try {
                env.reset(script.options());
                stepped(env, script, STEPS);
            } finally {
                subject.end(env);
            }
        }
        var left = new ArrayList<String>();
        var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
        for (var thread : mine()) {
            if (!known.contains(thread) && !ended(thread, end)) {
                left.add(thread.getName());
            }
        }
        return left.size() < ROUNDS
                ? List.of()
                : List.of(Finding.error(
                        "threads-left",
                        left.size() + " threads live on after " + ROUNDS + " environments were closed: "
                                + Texts.shown(String.join(", ", left)),
                        "End in close what the world started."));
    }

    private static boolean ended(Thread thread, long end) {
        try {
            var left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            thread.join(Math.max(1, left));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    /** The threads of this check: those that its thread started, and theirs. */
    private static Set<Thread> mine() {
        var threads = new Thread[MOST_THREADS];
        var group = Thread.currentThread().getThreadGroup();
        var count = group == null ? 0 : group.enumerate(threads);
        return new HashSet<>(Arrays.asList(threads).subList(0, count));
    }
}
