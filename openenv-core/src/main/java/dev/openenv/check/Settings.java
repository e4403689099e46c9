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

/** How hard to look, and what the checker cannot know by itself. */
record Settings<A extends Action, O extends Observation>(
        List<Long> seeds,
        int steps,
        Duration callLimit,
        Duration checkLimit,
        List<String> secrets,
        boolean chance,
        @Nullable Supplier<? extends Agent<A, O>> solution,
        @Nullable BiFunction<? super O, ? super EpisodeRandom, ? extends A> actions) {

    Settings {
        seeds = List.copyOf(seeds);
        secrets = List.copyOf(secrets);
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("at least one seed is needed");
        }
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be at least 1, got " + steps);
        }
        if (callLimit.isZero() || callLimit.isNegative() || checkLimit.isZero() || checkLimit.isNegative()) {
            throw new IllegalArgumentException("limits must be above zero, got " + callLimit + " and " + checkLimit);
        }
        if (secrets.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a secret must not be blank");
        }
    }

    @Override
    public String toString() {
        return "Settings[seeds=" + seeds + ", steps=" + steps + "]";
    }
}
