package dev.openenv.junit;

import dev.openenv.EnvironmentProvider;
import dev.openenv.check.CheckResult;
import dev.openenv.check.EnvironmentCheck;
import dev.openenv.check.Finding;
import dev.openenv.check.SingleCheck;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * The checks of an environment as tests, a line of the report each: failed with what was found, aborted with the reason
 * where a check has nothing to look at. Advice fails nothing; {@code openenv check} prints it.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> isSound() {
 *     return EnvironmentTests.of(EnvironmentCheck.of(Cabin.provider()).withSolution(CabinKeeper::new));
 * }
 * }</pre>
 */
public final class EnvironmentTests {

    private EnvironmentTests() {}

    /**
     * The tests of an environment, with the checker's usual settings.
     *
     * @param provider opens the environment, in any home
     * @return a test for each check, named by what holds when it passes
     */
    public static Stream<DynamicTest> of(EnvironmentProvider<?, ?> provider) {
        return of(EnvironmentCheck.of(provider));
    }

    /**
     * The tests of an environment.
     *
     * @param check the environment and what the checker cannot know by itself: a solution, secrets, sources of actions
     * @return a test for each check, named by what holds when it passes
     */
    public static Stream<DynamicTest> of(EnvironmentCheck<?, ?> check) {
        return check.checks().stream().map(single -> DynamicTest.dynamicTest(single.title(), () -> verify(single)));
    }

    private static void verify(SingleCheck check) {
        var result = check.run();
        if (result.skipped().isPresent()) {
            throw new TestAbortedException(result.skipped().get());
        }
        if (!result.passed()) {
            throw new AssertionFailedError(told(result));
        }
    }

    private static String told(CheckResult result) {
        return result.errors().stream().map(Finding::toString).collect(Collectors.joining("\n"));
    }
}
