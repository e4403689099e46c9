package dev.openenv.recording;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.EnvironmentSpec;
import dev.openenv.Observation;
import dev.openenv.json.Codec;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObservation;
import java.time.Duration;
import java.util.function.Supplier;

/** A provider of bare worlds, without any wrapper. */
record WorldProvider<A extends Action, O extends Observation>(
        EnvironmentSpec spec,
        Codec<A> actionCodec,
        Codec<O> observationCodec,
        Supplier<? extends Environment<A, O>> worlds)
        implements EnvironmentProvider<A, O> {

    static EnvironmentProvider<JsonAction, JsonObservation> json(
            String name, Supplier<? extends Environment<JsonAction, JsonObservation>> worlds) {
        return new WorldProvider<>(
                EnvironmentSpec.builder(name).build(), SmallCodec.ACTIONS, SmallCodec.OBSERVATIONS, worlds);
    }

    @Override
    public Environment<A, O> open(Duration limit) {
        return worlds.get();
    }
}
