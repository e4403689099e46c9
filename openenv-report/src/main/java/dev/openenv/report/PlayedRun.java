package dev.openenv.report;

import dev.openenv.Action;
import dev.openenv.EnvironmentProvider;
import dev.openenv.EnvironmentSpec;
import dev.openenv.Observation;
import dev.openenv.Trajectory;
import dev.openenv.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** The episodes of a run with the provider that can write them as JSON. */
record PlayedRun<A extends Action, O extends Observation>(
        EnvironmentProvider<A, O> provider, List<Trajectory<A, O>> episodes, Duration duration) {

    PlayedRun {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(duration, "duration");
    }

    EnvironmentSpec spec() {
        return provider.spec();
    }

    /** One episode for the viewer. */
    JsonObject document(int number) {
        return new EpisodeDocument<>(provider).of(episodes.get(number));
    }
}
