package dev.openenv.cli;

import dev.openenv.Environment;
import dev.openenv.EnvironmentFailedException;
import dev.openenv.EnvironmentProvider;
import dev.openenv.EnvironmentSpec;
import dev.openenv.codec.Codecs;
import dev.openenv.json.Codec;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObservation;
import java.time.Duration;

/** An environment that is only known from recordings: it can be described, not opened. Immutable. */
record RecordedProvider(EnvironmentSpec spec) implements EnvironmentProvider<JsonAction, JsonObservation> {

    @Override
    public Codec<JsonAction> actionCodec() {
        return Codecs.jsonAction(spec.actionSchema());
    }

    @Override
    public Codec<JsonObservation> observationCodec() {
        return Codecs.jsonObservation(spec.observationSchema());
    }

    @Override
    public Environment<JsonAction, JsonObservation> open(Duration limit) {
        throw new EnvironmentFailedException(spec.name() + " is only known from a recording", null);
    }
}
