package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.DeadlineExceededException;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one world that all visitors of the playground share, and what happened in it since the last reset: at most so many
 * steps, and not more than so much text. Safe for many threads; calls come one at a time.
 */
final class WebEpisode<A extends Action, O extends Observation> {

    private static final int MOST_LOGS = 1_000;
    private static final int MOST_LOG_BYTES = 1 << 20;
    private static final long WAIT_SECONDS = 30;

    private final Served<A, O> served;
    private final Clock clock;
    private final Runnable changed;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Logged> logs = new ArrayDeque<>();
    private int loggedBytes;
    private Served<A, O>.@Nullable World world;
    private boolean lost;
    private boolean closed;
    private @Nullable Object episodeId;
    private Object stepCount = 0;
    private volatile Supplier<JsonObject> shown = () -> episodeState(List.of(), null, null, null, 0, true);

    private record Logged(JsonObject json, int bytes) {}

    WebEpisode(Served<A, O> served, Clock clock, Runnable changed) {
        this.served = served;
        this.clock = clock;
        this.changed = changed;
    }

    JsonObject reset(ResetOptions options) {
        enter();
        try {
            if (lost) {
                close(world);
                world = null;
                lost = false;
            }
            var result = called(() -> world().reset(options));
            logs.clear();
            loggedBytes = 0;
            shown(result, true);
            return result.onSocket();
        } finally {
            lock.unlock();
        }
    }

    JsonObject step(JsonObject json) {
        var action = served.action(json);
        enter();
        try {
            var result = called(() -> world().step(action, JsonObject.empty()));
            counted();
            var log = JsonObject.builder()
                    .put("timestamp", clock.instant().toString())
                    .put("action", json)
                    .put("observation", result.observation())
                    .put("reward", result.reward())
                    .put("done", result.done())
                    .put("step_count", stepCount)
                    .build();
            add(new Logged(log, JsonText.bytes(log).length));
            shown(result, false);
            return result.onSocket();
        } finally {
            lock.unlock();
        }
    }

    JsonObject state() {
        enter();
        try {
            return world().state();
        } finally {
            lock.unlock();
        }
    }

    /** What a visitor reads who comes now. */
    byte[] update() {
        return JsonText.bytes(JsonObject.of("type", "state_update", "episode_state", shown.get()));
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            close(world);
            world = null;
        } finally {
            lock.unlock();
        }
    }

    private void enter() {
        try {
            if (!lock.tryLock(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new RequestProblem(503, "Server busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestProblem(503, "Server busy");
        }
        if (closed) {
            lock.unlock();
            throw new RequestProblem(503, "Server is shutting down");
        }
    }

    private interface WorldCall {
        WireResult call();
    }

    /** A world that did not answer in time is not asked again; the next reset gets another. */
    private WireResult called(WorldCall call) {
        try {
            return call.call();
        } catch (DeadlineExceededException e) {
            lost = true;
            throw e;
        }
    }

    private Served<A, O>.World world() {
        var here = world;
        if (here == null) {
            here = served.open();
            world = here;
        }
        return here;
    }

    private void add(Logged log) {
        logs.add(log);
        loggedBytes += log.bytes();
        while (logs.size() > MOST_LOGS || (loggedBytes > MOST_LOG_BYTES && logs.size() > 1)) {
            loggedBytes -= logs.remove().bytes();
        }
    }

    private void counted() {
        try {
            var state = world().state();
            episodeId = state.get("episode_id");
            stepCount = state.integer("step_count").orElse(0);
        } catch (RuntimeException e) {
            episodeId = null;
        }
    }

    private void shown(WireResult result, boolean atReset) {
        counted();
        var all = List.copyOf(logs);
        var drawing = world().drawing();
        var seen = result.observation();
        var id = episodeId;
        var count = stepCount;
        shown = () -> episodeState(all, drawing, seen, id, count, atReset);
        changed.run();
    }

    private static JsonObject episodeState(
            List<Logged> logs,
            @Nullable String drawing,
            @Nullable JsonObject observation,
            @Nullable Object id,
            Object count,
            boolean atReset) {
        var state = JsonObject.builder()
                .put("episode_id", id)
                .put("step_count", count)
                .put("current_observation", observation)
                .put("action_logs", logs.stream().map(Logged::json).toList())
                .put("is_reset", atReset);
        if (drawing != null) {
            state.put("drawing", drawing);
        }
        return state.build();
    }

    private static void close(@Nullable AutoCloseable last) {
        if (last != null) {
            try {
                last.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
