package dev.openenv.junit.assertions;

import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.EnvironmentSpec;
import dev.openenv.codec.Codecs;
import dev.openenv.json.Codec;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObservation;
import java.time.Duration;

/** Names an environment for an episode that is JSON already. It opens nothing. */
record JsonWorld(EnvironmentSpec spec) implements EnvironmentProvider<JsonAction, JsonObservation> {

    @Override
    public Codec<JsonAction> actionCodec() {
        return Codecs.of(JsonAction.class);
    }

    @Override
    public Codec<JsonObservation> observationCodec() {
        return Codecs.of(JsonObservation.class);
    }

    @Override
    public Environment<JsonAction, JsonObservation> open(Duration limit) {
        throw new UnsupportedOperationException("this only describes episodes of '" + spec.name() + "'");
    }
}
