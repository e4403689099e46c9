package dev.openenv.server;

import dev.openenv.Blame;
import dev.openenv.DeadlineExceededException;
import dev.openenv.OpenEnvException;
import dev.openenv.server.ServerListener.Operation;
import dev.openenv.server.ServerListener.Outcome;
import java.time.Duration;
import java.util.function.Supplier;

/** Measures calls of environments where somebody listens, else only makes them. Safe for many threads. */
final class CallClock {

    private final CarefulListener listener;

    CallClock(CarefulListener listener) {
        this.listener = listener;
    }

    <T> T time(Operation operation, Supplier<T> call) {
        if (!listener.present()) {
            return call.get();
        }
        var start = System.nanoTime();
        var outcome = Outcome.FAILED;
        try {
            var result = call.get();
            outcome = Outcome.OK;
            return result;
        } catch (DeadlineExceededException e) {
            outcome = Outcome.TIMED_OUT;
            throw e;
        } catch (OpenEnvException e) {
            outcome = e.blame() == Blame.AGENT ? Outcome.INVALID_ACTION : Outcome.FAILED;
            throw e;
        } finally {
            listener.callFinished(operation, outcome, Duration.ofNanos(System.nanoTime() - start));
        }
    }
}
