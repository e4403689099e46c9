package dev.openenv.wire;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.EpisodeOrderException;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.InProcessProvider;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An environment around a {@link Harness}: a reset starts it, a step is one turn, and the metadata of a step's result tells
 * {@code response}, {@code turn_events} and {@code turn_number}. A turn that fails ends the episode.
 *
 * <pre>{@code
 * EnvServer.serve(HarnessEnvironment.provider(MyHarness::new)).mode(Mode.PRODUCTION).start();
 * }</pre>
 *
 * <p>Confined to one thread at a time.
 */
public final class HarnessEnvironment implements Environment<HarnessEnvironment.Message, HarnessEnvironment.Turn> {

    private final Harness harness;
    private final Clock clock;
    private @Nullable String episode;
    private boolean active;
    private long turns;

    /**
     * What the user says in a turn.
     *
     * @param message the text
     */
    public record Message(String message) implements Action {}

    /** Nothing: what happened in the turn is in the metadata, as the Python package has it. */
    public record Turn() implements Observation {}

    /**
     * An environment around a harness.
     *
     * @param harness used by this environment only; stopped when it is closed
     */
    public HarnessEnvironment(Harness harness) {
        this(harness, Clock.systemUTC());
    }

    /**
     * An environment with a clock of its own.
     *
     * @param harness used by this environment only
     * @param clock stamps the events of a step
     */
    public HarnessEnvironment(Harness harness, Clock clock) {
        this.harness = Objects.requireNonNull(harness, "harness");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * A provider of such environments.
     *
     * @param harnesses makes a harness for each
     * @return the provider; its call deadline, none as yet, limits steps
     */
    public static InProcessProvider<Message, Turn> provider(Supplier<? extends Harness> harnesses) {
        return InProcessProvider.of(Message.class, Turn.class, () -> new HarnessEnvironment(harnesses.get()))
                .withName("harness_env");
    }

    @Override
    public StepResult<Turn> reset(ResetOptions options) {
        finish();
        harness.start();
        active = true;
        turns = 0;
        episode = options.episodeId().orElseGet(() -> UUID.randomUUID().toString());
        return StepResult.of(new Turn(), 0)
                .withMetadata(JsonObject.of("episode_id", episode, "injected_tools", List.of()));
    }

    @Override
    public StepResult<Turn> step(Message action) {
        if (!active) {
            throw new EpisodeOrderException("No active episode; call reset() before step()");
        }
        var events = new ArrayList<JsonObject>();
        var last = new ArrayList<HarnessEvent>(1);
        var whole = false;
        try {
            harness.turn(action.message(), event -> {
                events.add(event.at(clock.instant()));
                last.clear();
                last.add(event);
            });
            if (last.isEmpty() || last.get(0).type() != HarnessEvent.Type.TURN_COMPLETE) {
                throw new IllegalStateException("harness event stream ended without a TURN_COMPLETE event");
            }
            whole = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the turn was interrupted", e);
        } finally {
            if (!whole) {
                finish();
            }
        }
        turns++;
        var end = last.get(0).data();
        var done = Boolean.TRUE.equals(end.get("done"));
        return StepResult.of(new Turn(), 0)
                .withEnd(done, false)
                .withMetadata(JsonObject.of(
                        "response", end.string("response").orElse(""), "turn_events", events, "turn_number", turns));
    }

    @Override
    public State state() {
        return episode == null ? State.unknown() : State.of(episode, turns);
    }

    @Override
    public <C> Optional<C> find(Class<C> type) {
        return type == Harness.class ? Optional.of(type.cast(harness)) : Optional.empty();
    }

    @Override
    public void close() {
        finish();
    }

    private void finish() {
        active = false;
        harness.stop();
    }
}
