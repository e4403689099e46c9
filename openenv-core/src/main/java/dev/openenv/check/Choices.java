package dev.openenv.check;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.EpisodeRandom;
import dev.openenv.Observation;
import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.Tools;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Actions drawn by chance: from whoever was named as their source, from the tools of the world, from the legal actions that
 * the observation offers, or else from the schema of the action. Immutable.
 */
final class Choices<A extends Action, O extends Observation> {

    private static final int MOST_TRIES = 50;
    private static final String LEGAL = "legal_actions";

    private final EnvironmentProvider<A, O> provider;
    private final @Nullable BiFunction<? super O, ? super EpisodeRandom, ? extends A> own;

    Choices(
            EnvironmentProvider<A, O> provider,
            @Nullable BiFunction<? super O, ? super EpisodeRandom, ? extends A> own) {
        this.provider = provider;
        this.own = own;
    }

    /** An action after this observation; throws {@link JsonMismatchException} when the schema gives none that can be read. */
    A next(Environment<A, O> env, O observation, EpisodeRandom random) {
        if (own != null) {
            return own.apply(observation, random);
        }
        var schema = provider.spec().actionSchema();
        for (var i = 0; ; i++) {
            try {
                return provider.actionCodec().decode(json(schema, env, observation, random));
            } catch (JsonMismatchException e) {
                if (i == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    private JsonObject json(JsonObject schema, Environment<A, O> env, O observation, EpisodeRandom random) {
        var tools = schema.toString().contains("tool_name")
                ? env.find(Tools.class).map(Tools::list).orElse(List.of())
                : List.<ToolDescriptor>of();
        if (!tools.isEmpty()) {
            var tool = random.pick(tools);
            var arguments = SchemaValues.object(tool.inputSchema(), random);
            return JsonObject.of("type", "call_tool", "tool_name", tool.name(), "arguments", arguments);
        }
        var required = schema.list("required").orElse(List.of());
        if (required.size() == 1 && required.get(0) instanceof String name) {
            var kind = schema.object("properties")
                    .flatMap(properties -> properties.object(name))
                    .flatMap(property -> property.string("type"))
                    .orElse("");
            var legal =
                    provider.observationCodec().encode(observation).list(LEGAL).orElse(List.of());
            if (kind.equals("integer") && !legal.isEmpty()) {
                return JsonObject.of(name, legal.get(random.nextInt(legal.size())));
            }
        }
        return SchemaValues.object(schema, random);
    }
}
