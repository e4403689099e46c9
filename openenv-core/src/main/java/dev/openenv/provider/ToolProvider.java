package dev.openenv.provider;

import dev.openenv.ResetOptions;
import dev.openenv.code.CodeExecutor;
import dev.openenv.tools.Tool;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolEpisode;
import dev.openenv.tools.ToolObservation;
import dev.openenv.tools.ToolPolicy;
import dev.openenv.tools.ToolSet;
import dev.openenv.tools.Tools;
import dev.openenv.wrap.AbandonedThreads;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Makes an environment of a class whose public methods have the annotation {@link Tool}, or that is {@link Tools} itself:
 * agents list and call them step by step, or through {@link Tools} outside of steps, and over the wire in every way that it
 * knows.
 *
 * <p>Each reset makes a new object, which is closed, if it is {@link AutoCloseable}, by the next reset or with the
 * environment; who calls a tool before the first reset gets one made with the default options. A failing tool is an
 * observation and ends no episode. With an executor, agents may write code that calls the tools ({@link
 * dev.openenv.tools.CodeAct}). Rewards, the end and the state come from {@link ToolEpisode}, if the class implements it.
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
     * @param executors run code actions, one for each language; none, and code is refused. Whoever made them closes them,
     *     after the environments
     * @param <T> the class
     * @return the provider
     * @throws dev.openenv.SpecException naming class, method and parameter of what cannot be a tool
     * @throws IllegalArgumentException when two executors speak the same language
     */
    public static <T> InProcessProvider<ToolAction, ToolObservation> of(
            Class<T> type, Function<ResetOptions, ? extends T> factory, CodeExecutor... executors) {
        return of(type, factory, ToolPolicy.allowingAll(), executors);
    }

    /**
     * Opens environments of a class, whose tools may be used as a policy says.
     *
     * @param type the class; its name in kebab-case becomes the environment's name
     * @param factory makes the object of one episode, never null
     * @param policy what is allowed, on every way to the tools
     * @param executors run code actions, one for each language; none, and code is refused. Whoever made them closes them,
     *     after the environments
     * @param <T> the class
     * @return the provider
     * @throws dev.openenv.SpecException naming class, method and parameter of what cannot be a tool, and the tools of the policy
     *     that are not there
     * @throws IllegalArgumentException when two executors speak the same language
     */
    public static <T> InProcessProvider<ToolAction, ToolObservation> of(
            Class<T> type, Function<ResetOptions, ? extends T> factory, ToolPolicy policy, CodeExecutor... executors) {
        Objects.requireNonNull(factory, "factory");
        Objects.requireNonNull(policy, "policy");
        if (!Tools.class.isAssignableFrom(type)) {
            var described = ToolSet.builder()
                    .addMethods(type, () -> {
                        throw new IllegalStateException("only described");
                    })
                    .build();
            policy.requireKnown(described.names());
        }
        var all = List.of(executors);
        if (all.stream().map(CodeExecutor::language).distinct().count() < all.size()) {
            throw new IllegalArgumentException("two executors for one language");
        }
        var abandoned = new AbandonedThreads(MOST_ABANDONED_THREADS);
        return InProcessProvider.of(
                        ToolAction.codec(),
                        ToolObservation.codec(),
                        () -> new ToolEnvironment<>(type, factory, policy, all, abandoned))
                .withName(EnvironmentTypes.kebabCase(type.getSimpleName()));
    }
}
