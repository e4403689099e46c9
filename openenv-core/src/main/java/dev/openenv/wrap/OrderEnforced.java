package dev.openenv.wrap;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.EnvironmentFailedException;
import dev.openenv.EpisodeOrderException;
import dev.openenv.ForwardingEnvironment;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.OpenEnvException;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.json.JsonMismatchException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps callers and environment to the contract of {@link Environment}. Every provider installs it outermost.
 *
 * <ul>
 *   <li>A step before reset, after the end of the episode, after a failure or after close throws
 *       {@link EpisodeOrderException}; so does any call during another thread's call.
 *   <li>Reset options without a seed or an episode id are given one, so that every episode can be named and replayed.
 *   <li>A null action, and one that the world cannot read ({@link JsonMismatchException}), is an
 *       {@link InvalidActionException}; a null result, and whatever the world's code throws, becomes
 *       an {@link EnvironmentFailedException} with its cause, and ends the episode.
 *   <li>{@link #state()} is completed with the episode's id and step count where the world does not say them.
 *   <li>{@link #close()} may be called at any time and twice; during another thread's call it returns at once and the
 *       world is closed when that call has returned.
 * </ul>
 *
 * <p>Safe for many threads in the sense that misuse is refused; it does not queue calls.
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public final class OrderEnforced<A extends Action, O extends Observation> extends ForwardingEnvironment<A, O> {

    private static final Logger LOG = LoggerFactory.getLogger(OrderEnforced.class);

    private enum Phase {
        NEW,
        RUNNING,
        DONE,
        FAILED,
        BUSY,
        BUSY_CLOSING,
        CLOSED
    }

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.NEW);
    private @Nullable String episodeId;
    private long stepCount;

    private OrderEnforced(Environment<A, O> delegate) {
        super(delegate);
    }

    /**
     * Wraps an environment.
     *
     * @param environment what is wrapped
     * @param <A> the actions
     * @param <O> the observations
     * @return the wrapper
     */
    public static <A extends Action, O extends Observation> OrderEnforced<A, O> of(Environment<A, O> environment) {
        return new OrderEnforced<>(environment);
    }

    @Override
    public StepResult<O> reset(ResetOptions options) {
        Objects.requireNonNull(options, "options");
        enter("reset");
        var next = Phase.FAILED;
        try {
            var seeded = options.withSeedIfAbsent();
            var id = seeded.episodeId().orElseGet(() -> UUID.randomUUID().toString());
            episodeId = id;
            stepCount = 0;
            var result = checked("reset", super.reset(seeded.withEpisodeId(id)));
            next = result.done() ? Phase.DONE : Phase.RUNNING;
            return result;
        } catch (OpenEnvException e) {
            throw e;
        } catch (Throwable t) {
            throw failed("reset", t);
        } finally {
            leave(next);
        }
    }

    @Override
    public StepResult<O> step(A action) {
        enter("step");
        var next = Phase.FAILED;
        try {
            if (action == null) {
                throw InvalidActionException.of("", "an action", null);
            }
            var result = checked("step", super.step(action));
            stepCount++;
            next = result.done() ? Phase.DONE : Phase.RUNNING;
            return result;
        } catch (InvalidActionException e) {
            next = Phase.RUNNING;
            throw e;
        } catch (JsonMismatchException e) {
            next = Phase.RUNNING;
            throw InvalidActionException.of(e);
        } catch (OpenEnvException e) {
            throw e;
        } catch (Throwable t) {
            throw failed("step", t);
        } finally {
            leave(next);
        }
    }

    @Override
    public State state() {
        return idle("state", () -> {
            var state = Objects.requireNonNull(super.state(), "the world gave null for its state");
            var id = episodeId;
            return id == null || state.episodeId().isPresent() ? state : state.withEpisode(id, stepCount);
        });
    }

    @Override
    public <S> Optional<S> state(Class<S> type) {
        return idle("state", () -> super.state(type));
    }

    @Override
    public void close() {
        while (true) {
            var current = Objects.requireNonNull(phase.get());
            switch (current) {
                case CLOSED, BUSY_CLOSING -> {
                    return;
                }
                case BUSY -> {
                    if (phase.compareAndSet(Phase.BUSY, Phase.BUSY_CLOSING)) {
                        return;
                    }
                }
                default -> {
                    if (phase.compareAndSet(current, Phase.CLOSED)) {
                        closeDelegate();
                        return;
                    }
                }
            }
        }
    }

    private <T> T idle(String call, Supplier<T> body) {
        var before = enter(call);
        try {
            return body.get();
        } catch (OpenEnvException e) {
            throw e;
        } catch (Throwable t) {
            throw failed(call, t);
        } finally {
            leave(before);
        }
    }

    private Phase enter(String call) {
        while (true) {
            var current = Objects.requireNonNull(phase.get());
            if (current == Phase.RUNNING || (!call.equals("step") && current.compareTo(Phase.BUSY) < 0)) {
                if (phase.compareAndSet(current, Phase.BUSY)) {
                    return current;
                }
                continue;
            }
            throw new EpisodeOrderException(
                    switch (current) {
                        case NEW -> "step before the first reset; call reset first";
                        case DONE -> "step after the end of the episode; call reset to start another";
                        case FAILED -> "step after a failure ended the episode; call reset to start another";
                        case CLOSED -> call + " after close; open another environment";
                        default -> call + " during another thread's call; an environment takes one call at a time";
                    });
        }
    }

    private void leave(Phase next) {
        if (!phase.compareAndSet(Phase.BUSY, next)) {
            phase.set(Phase.CLOSED);
            closeDelegate();
        }
    }

    private void closeDelegate() {
        try {
            super.close();
        } catch (Throwable e) {
            LOG.warn("environment did not close cleanly episode={}", printable(episodeId), e);
        }
    }

    /** Clients of a server choose ids. */
    private static String printable(@Nullable String id) {
        return id == null ? "none" : id.replaceAll("[^ -~]", "?");
    }

    private StepResult<O> checked(String call, @Nullable StepResult<O> result) {
        if (result == null) {
            throw new EnvironmentFailedException(call + " of " + what() + " returned null instead of a result", null);
        }
        return result;
    }

    private EnvironmentFailedException failed(String call, Throwable cause) {
        return new EnvironmentFailedException(call + " of " + what() + " threw " + cause + place(cause), cause);
    }

    /** The line that threw, past the JDK's own. */
    private static String place(Throwable cause) {
        for (var frame : cause.getStackTrace()) {
            if (!frame.getClassName().startsWith("java.")
                    && !frame.getClassName().startsWith("jdk.")) {
                return " at " + frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return "";
    }

    private String what() {
        Environment<?, ?> innermost = unwrap();
        while (innermost instanceof ForwardingEnvironment<?, ?> wrapper) {
            innermost = wrapper.unwrap();
        }
        return innermost.getClass().getSimpleName();
    }
}
