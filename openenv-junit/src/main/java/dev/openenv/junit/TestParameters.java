package dev.openenv.junit;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.Task;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** What one test is given; closed with it. */
final class TestParameters<A extends Action, O extends Observation> implements AutoCloseable {

    private final EnvironmentProvider<A, O> world;
    private final TestEpisode episode;
    private final String test;
    private final Duration limit;
    private final List<Environment<A, O>> open = new ArrayList<>();
    private final List<PlayedEpisode<A, O>> played = new CopyOnWriteArrayList<>();

    private TestParameters(EnvironmentProvider<A, O> world, TestEpisode episode, String test, Duration limit) {
        this.world = world;
        this.episode = episode;
        this.test = test;
        this.limit = limit;
    }

    /** Those of this test, the same for all its methods. */
    static TestParameters<?, ?> of(ExtensionContext context, World world, TestEpisode episode) {
        return context.getStore(OpenEnvExtension.NAMESPACE)
                .getOrComputeIfAbsent(TestParameters.class, key -> made(context, world, episode), TestParameters.class);
    }

    private static TestParameters<?, ?> made(ExtensionContext context, World world, TestEpisode episode) {
        var test = context.getRequiredTestClass().getName() + "."
                + context.getRequiredTestMethod().getName() + " " + context.getDisplayName();
        return with(
                Homes.of(context).provider(world, episode.place()), episode, test, new TestSettings(context).limit());
    }

    private static <A extends Action, O extends Observation> TestParameters<A, O> with(
            EnvironmentProvider<A, O> provider, TestEpisode episode, String test, Duration limit) {
        return new TestParameters<>(provider, episode, test, limit);
    }

    /** Whether it is one of ours. */
    static boolean supports(Class<?> type) {
        return Trial.class.isAssignableFrom(type)
                || Environment.class.isAssignableFrom(type)
                || EnvironmentProvider.class.isAssignableFrom(type)
                || type == Task.class;
    }

    List<PlayedEpisode<A, O>> played() {
        return List.copyOf(played);
    }

    Object resolve(ParameterContext parameter) {
        var type = parameter.getParameter().getType();
        if (type == Task.class) {
            return episode.task();
        }
        if (type == ToolTrial.class) {
            return toolTrial();
        }
        var plain = Stream.of(Trial.class, Environment.class, EnvironmentProvider.class)
                .filter(known -> known == type)
                .findFirst()
                .orElseThrow(() -> wrong(type.getSimpleName() + " cannot be given to a test; declare " + signature(type)
                        + ", which works in every home"));
        check(plain, parameter.getParameter().getParameterizedType());
        if (plain == Trial.class) {
            return new Trial<>(world, episode, rollouts -> rollouts.episodeLimit(limit), test, played);
        }
        return plain == Environment.class ? opened() : world;
    }

    private String signature(Class<?> type) {
        var plain = Environment.class.isAssignableFrom(type) ? Environment.class : EnvironmentProvider.class;
        return plain.getSimpleName() + types();
    }

    private String types() {
        return "<" + world.actionCodec().type().getSimpleName() + ", "
                + world.observationCodec().type().getSimpleName() + ">";
    }

    private void check(Class<?> plain, Type declared) {
        if (!(declared instanceof ParameterizedType parameterized)) {
            return; // raw: the test says nothing of types
        }
        var wanted = parameterized.getActualTypeArguments();
        var own = List.of(world.actionCodec().type(), world.observationCodec().type());
        for (var i = 0; i < own.size(); i++) {
            if (wanted[i] instanceof Class<?> type && type != own.get(i)) {
                throw wrong("the environment " + world.spec().name() + " is " + plain.getSimpleName() + types()
                        + ", but the test declares " + declared.getTypeName());
            }
        }
    }

    @SuppressWarnings("unchecked")
    private ToolTrial toolTrial() {
        if (world.actionCodec().type() != ToolAction.class
                || world.observationCodec().type() != ToolObservation.class) {
            throw wrong("a ToolTrial takes an environment of tools, and "
                    + world.spec().name() + " is Trial" + types());
        }
        return new ToolTrial(
                (EnvironmentProvider<ToolAction, ToolObservation>) world,
                episode,
                rollouts -> rollouts.episodeLimit(limit),
                test,
                (List<PlayedEpisode<ToolAction, ToolObservation>>) (List<?>) played);
    }

    private synchronized Environment<A, O> opened() {
        var environment = world.open();
        open.add(environment);
        return environment;
    }

    private static ParameterResolutionException wrong(String message) {
        return new ParameterResolutionException(message);
    }

    @Override
    public synchronized void close() {
        open.forEach(Environment::close);
        open.clear();
    }
}
