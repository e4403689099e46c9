package dev.openenv.report;

import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.EnvironmentSpec;
import dev.openenv.json.Codec;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObservation;
import java.time.Duration;

/** Writes generic actions and observations, and opens nothing. */
class JsonWorlds implements EnvironmentProvider<JsonAction, JsonObservation> {

    @Override
    public EnvironmentSpec spec() {
        return EnvironmentSpec.builder("world").build();
    }

    @Override
    public Codec<JsonAction> actionCodec() {
        return new HandCodec<>(JsonAction.class, JsonAction::json);
    }

    @Override
    public Codec<JsonObservation> observationCodec() {
        return new HandCodec<>(JsonObservation.class, JsonObservation::json);
    }

    @Override
    public Environment<JsonAction, JsonObservation> open(Duration limit) {
        throw new UnsupportedOperationException("a report opens no environment");
    }
}
