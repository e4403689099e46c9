package dev.openenv.provider;

import dev.openenv.ResetOptions;
import dev.openenv.tools.Tool;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolEpisode;
import dev.openenv.tools.ToolObservation;
import dev.openenv.tools.ToolSet;
import dev.openenv.wrap.AbandonedThreads;
import java.util.Objects;
import java.util.function.Function;

/**
 * Makes an environment of a class whose public methods have the annotation {@link Tool}: agents list and call them step by
 * step, or through {@link dev.openenv.tools.Tools} outside of steps, and over the wire in every way that it knows.
 *
 * <p>Each reset makes a new object, which is closed, if it is {@link AutoCloseable}, by the next reset or with the
 * environment; who calls a tool before the first reset gets one made with the default options. A failing tool is an
 * observation and ends no episode. Rewards, the end and the state come from {@link ToolEpisode}, if the class implements it.
 *
 * <pre>{@code
 * var provider = ToolProvider.of(TicketDesk.class, options -> new TicketDesk(options.seed()));
 * try (var environment = provider.open()) {
 *     environment.reset();
 *     environment.step(CallTool.of("search", JsonObject.of("word", "printer")));
 * }
 * }</pre>
 */
public final class ToolProvider {

    private static final int MOST_ABANDONED_THREADS = 64;

    private ToolProvider() {}

    /**
     * Opens environments of a class.
     *
     * @param type the class; its name in kebab-case becomes the environment's name
     * @param factory makes the object of one episode, never null
     * @param <T> the class
     * @return the provider
     * @throws dev.openenv.SpecException naming class, method and parameter of what cannot be a tool
     */
    public static <T> InProcessProvider<ToolAction, ToolObservation> of(
            Class<T> type, Function<ResetOptions, ? extends T> factory) {
        Objects.requireNonNull(factory, "factory");
        ToolSet.builder()
                .addMethods(type, () -> {
                    throw new IllegalStateException("only described");
                })
                .build();
        var abandoned = new AbandonedThreads(MOST_ABANDONED_THREADS);
        return InProcessProvider.of(
                        ToolAction.codec(),
                        ToolObservation.codec(),
                        () -> new ToolEnvironment<>(type, factory, abandoned))
                .withName(EnvironmentTypes.kebabCase(type.getSimpleName()));
    }
}
