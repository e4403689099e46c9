package dev.openenv.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** What {@link OpenEnvTest} stands for. Nobody registers it by hand. Safe for many threads. */
final class OpenEnvExtension implements TestTemplateInvocationContextProvider, BeforeEachCallback, ParameterResolver {

    static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(OpenEnvExtension.class);

    OpenEnvExtension() {}

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return new TestSettings(context).template();
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        var settings = new TestSettings(context);
        var world = settings.world();
        var plan = settings.plan();
        var episodes = plan.episodes(world.provider());
        var repeat = plan.repeat();
        if (repeat == null || repeat.passRate() == 0) {
            return episodes.stream().map(episode -> new EpisodeInvocation(world, episode, null));
        }
        var verdict = new RateVerdict(repeat);
        var all = new ArrayList<TestTemplateInvocationContext>();
        episodes.forEach(episode -> all.add(new EpisodeInvocation(world, episode, verdict)));
        all.add(new VerdictInvocation(verdict, episodes.get(0), world));
        return all.stream();
    }

    /** Opens the home for a test that is run once, so that one that cannot be had aborts it. */
    @Override
    public void beforeEach(ExtensionContext context) {
        var settings = new TestSettings(context);
        var asks =
                Stream.of(context.getRequiredTestMethod().getParameterTypes()).anyMatch(TestParameters::supports);
        if (asks && !settings.template()) {
            parameters(context, settings);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TestParameters.supports(parameter.getParameter().getType())
                && context.getTestMethod().isPresent()
                && !new TestSettings(context).template();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameters(context, new TestSettings(context)).resolve(parameter);
    }

    private static TestParameters<?, ?> parameters(ExtensionContext context, TestSettings settings) {
        var world = settings.world();
        var episodes = settings.plan().episodes(world.provider());
        if (episodes.size() > 1) {
            throw new ExtensionConfigurationException("there are " + episodes.size() + " episodes (" + labels(episodes)
                    + "), and @Test runs once: write @OpenEnvTest at the method instead");
        }
        return TestParameters.of(context, world, episodes.get(0));
    }

    private static String labels(List<TestEpisode> episodes) {
        return episodes.get(0).label() + ", " + episodes.get(1).label() + (episodes.size() > 2 ? ", ..." : "");
    }
}
