package dev.openenv.check;

import dev.openenv.CapacityException;
import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Runs a check on a thread of its own, such that it ends in time and what it throws is a finding. */
final class Guard {

    private Guard() {}

    static CheckResult run(Subject<?, ?> subject, String id, Supplier<CheckResult> body) {
        var task = new FutureTask<>(body::get);
        var thread = new Thread(new ThreadGroup("openenv-check"), task, "openenv-check-" + id);
        thread.setDaemon(true);
        thread.start();
        var limit = subject.settings().checkLimit;
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            return found(Finding.error(
                    "check-takes-too-long",
                    "the check '" + id + "' did not end in " + limit,
                    "Look for a call that is slow or never ends; or allow more with withCheckLimit(...)."));
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw OpenEnvException.interrupted("checked an environment", Effect.MAYBE, Retry.NEVER, e);
        } catch (ExecutionException e) {
            return failed(subject, id, e.getCause() == null ? e : e.getCause());
        }
    }

    private static CheckResult failed(Subject<?, ?> subject, String id, Throwable thrown) {
        if (thrown instanceof BrokenException broken) {
            var told = subject.knownToFail() || subject.spec().seeded() && !subject.repeatable();
            return told
                    ? CheckResult.skipped("the environment fails, which another check tells")
                    : found(broken.finding());
        }
        if (thrown instanceof CapacityException) {
            return found(Finding.advice(
                    "no-place",
                    "the check '" + id + "' found no free place: " + Texts.thrown(thrown),
                    "Check a provider that has room for two environments."));
        }
        return found(Finding.error(
                "check-fails",
                "the check '" + id + "' met " + Texts.thrown(thrown),
                "Mend what throws; it is neither a result nor an error that environments may give."));
    }

    private static CheckResult found(Finding finding) {
        return CheckResult.of(List.of(finding));
    }
}
