package dev.openenv.remote;

import dev.openenv.Action;
import dev.openenv.EnvironmentSpec;
import dev.openenv.Observation;
import dev.openenv.codec.Codecs;
import dev.openenv.json.Codec;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a server's environments: all of it from the start, or the schemas only when the server has been
 * asked, which happens once with success.
 */
final class Description<A extends Action, O extends Observation> {

    /** Makes the whole from a spec with schemas; only JSON objects can take them from there. */
    private final @Nullable BiFunction<EnvironmentSpec, Boolean, Description<A, O>> json;

    private final EnvironmentSpec spec;
    private final Codec<A> actions;
    private final Codec<O> observations;
    private final boolean complete;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Description<A, O> answered;

    private Description(
            EnvironmentSpec spec,
            Codec<A> actions,
            Codec<O> observations,
            boolean complete,
            @Nullable BiFunction<EnvironmentSpec, Boolean, Description<A, O>> json) {
        this.spec = spec;
        this.actions = actions;
        this.observations = observations;
        this.complete = complete;
        this.json = json;
    }

    static <A extends Action, O extends Observation> Description<A, O> of(
            String name, Codec<A> actions, Codec<O> observations) {
        var spec = EnvironmentSpec.builder(name)
                .actionSchema(actions.schema())
                .observationSchema(observations.schema())
                .build();
        return new Description<>(spec, actions, observations, true, null);
    }

    static Description<JsonAction, JsonObservation> asked(String name) {
        return json(EnvironmentSpec.builder(name).build(), false);
    }

    private static Description<JsonAction, JsonObservation> json(EnvironmentSpec spec, boolean complete) {
        return new Description<>(
                spec,
                Codecs.jsonAction(spec.actionSchema()),
                Codecs.jsonObservation(spec.observationSchema()),
                complete,
                Description::json);
    }

    Description<A, O> withName(String name) {
        return remade(spec.toBuilder().name(name).build(), complete);
    }

    Description<A, O> withSpec(EnvironmentSpec known) {
        return remade(known, true);
    }

    private Description<A, O> remade(EnvironmentSpec changed, boolean whole) {
        return json == null
                ? new Description<>(changed, actions, observations, whole, null)
                : json.apply(changed, whole);
    }

    EnvironmentSpec spec(Supplier<JsonObject> schema) {
        return whole(schema).spec;
    }

    Codec<A> actions(Supplier<JsonObject> schema) {
        return whole(schema).actions;
    }

    Codec<O> observations(Supplier<JsonObject> schema) {
        return whole(schema).observations;
    }

    /** Writes and reads without schemas. */
    Codec<A> writer() {
        return actions;
    }

    Codec<O> reader() {
        return observations;
    }

    /** Whether the server need not be asked any more. */
    boolean isComplete() {
        return complete || answered != null;
    }

    String name() {
        return spec.name();
    }

    OptionalInt maxSteps() {
        return spec.maxSteps();
    }

    private Description<A, O> whole(Supplier<JsonObject> schema) {
        if (complete) {
            return this;
        }
        asking.lock();
        try {
            var known = answered;
            if (known == null) {
                var schemas = schema.get();
                known = remade(
                        spec.toBuilder()
                                .actionSchema(schemas.object("action").orElse(spec.actionSchema()))
                                .observationSchema(schemas.object("observation")
                                        .map(Description::inner)
                                        .orElse(spec.observationSchema()))
                                .build(),
                        true);
                answered = known;
            }
            return known;
        } finally {
            asking.unlock();
        }
    }

    /** The server describes observation, reward, end and metadata as one object; the observation alone has the rest. */
    private static JsonObject inner(JsonObject merged) {
        var beside = List.of("done", "reward", "metadata");
        var inner = merged;
        var properties = merged.object("properties");
        if (properties.isPresent()) {
            var own = properties.get();
            for (var name : beside) {
                own = own.without(name);
            }
            inner = inner.with("properties", own);
        }
        var required = merged.list("required");
        if (required.isPresent()) {
            inner = inner.with(
                    "required",
                    required.get().stream()
                            .filter(name -> !beside.contains(name))
                            .toList());
        }
        return inner;
    }
}
