package dev.openenv.junit;

import dev.openenv.Outcome;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.opentest4j.TestAbortedException;

/** One line of a report: an episode of a test. */
final class EpisodeInvocation
        implements TestTemplateInvocationContext, BeforeEachCallback, ParameterResolver, InvocationInterceptor {

    private final World world;
    private final TestEpisode episode;
    private final @Nullable RateVerdict verdict;

    EpisodeInvocation(World world, TestEpisode episode, @Nullable RateVerdict verdict) {
        this.world = world;
        this.episode = episode;
        this.verdict = verdict;
    }

    @Override
    public String getDisplayName(int index) {
        return "[" + index + "] " + episode.label();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(this);
    }

    /** Opens the home, so that one that cannot be had aborts the test. */
    @Override
    public void beforeEach(ExtensionContext context) {
        TestParameters.of(context, world, episode);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TestParameters.supports(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return TestParameters.of(context, world, episode).resolve(parameter);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        if (verdict == null) {
            invocation.proceed();
            return;
        }
        try {
            invocation.proceed();
            verdict.add(true);
        } catch (AssertionError e) {
            if (spoilt(context)) {
                verdict.spoilt();
                throw e;
            }
            verdict.add(false);
            throw new TestAbortedException("counts against the rate: " + e.getMessage(), e);
        } catch (TestAbortedException e) {
            throw e;
        } catch (Throwable e) {
            verdict.spoilt();
            throw e;
        }
    }

    private boolean spoilt(ExtensionContext context) {
        return TestParameters.of(context, world, episode).played().stream()
                .map(played -> played.trajectory().outcome())
                .anyMatch(outcome -> outcome == Outcome.ENVIRONMENT_FAILED || outcome == Outcome.CANCELLED);
    }
}
