package dev.openenv.check;

import dev.openenv.Action;
import dev.openenv.Agent;
import dev.openenv.EpisodeRandom;
import dev.openenv.Observation;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How hard to look, and what the checker cannot know by itself. Changed only before anybody else knows it. */
final class Settings<A extends Action, O extends Observation> {

    List<Long> seeds = List.of(0L, 1L, 2L);
    int steps = 200;
    Duration callLimit = Duration.ofSeconds(10);
    Duration checkLimit = Duration.ofMinutes(1);
    List<String> secrets = List.of();
    boolean chance;

    @Nullable
    Supplier<? extends Agent<A, O>> solution;

    @Nullable
    BiFunction<? super O, ? super EpisodeRandom, ? extends A> actions;

    Settings() {}

    Settings(Settings<A, O> other) {
        seeds = other.seeds;
        steps = other.steps;
        callLimit = other.callLimit;
        checkLimit = other.checkLimit;
        secrets = other.secrets;
        chance = other.chance;
        solution = other.solution;
        actions = other.actions;
    }
}
