package dev.openenv.junit;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** The last line of the report of a repeated test: the verdict on its rate. The test's method is not run for it. */
final class VerdictInvocation implements TestTemplateInvocationContext, ParameterResolver, InvocationInterceptor {

    private final RateVerdict verdict;
    private final TestEpisode episode;
    private final World world;

    VerdictInvocation(RateVerdict verdict, TestEpisode episode, World world) {
        this.verdict = verdict;
        this.episode = episode;
        this.world = world;
    }

    @Override
    public String getDisplayName(int index) {
        return "verdict";
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(this);
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
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context) {
        invocation.skip();
        verdict.tell();
    }
}
