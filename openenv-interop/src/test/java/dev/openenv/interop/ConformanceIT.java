package dev.openenv.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.conformance.check.CheckOutcome;
import dev.openenv.conformance.check.CheckResult;
import dev.openenv.conformance.check.Conformance;
import dev.openenv.conformance.check.TestedWorld;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The numbered checks of the conformance kit against the real Python server: it passes them, but is not gentler where we are. */
@Tag("python-slow")
class ConformanceIT {

    /** The numbers at which the document asks for gentler behaviour than the reference's. */
    private static final Map<TestedWorld, Set<Integer>> AS_REFERENCE = Map.of(
            TestedWorld.ECHO, Set.of(23, 28, 32, 46, 47, 48, 49, 52, 55, 69, 73, 75, 115),
            TestedWorld.TOOLS, Set.of(78, 92, 102),
            TestedWorld.TASKS, Set.of(110));

    @ParameterizedTest
    @EnumSource(TestedWorld.class)
    void theReferencePassesItsChecks(TestedWorld world) throws Exception {
        try (var server = PythonServer.of(world.title())) {
            var results = Conformance.of(server.uri())
                    .world(world)
                    .starter(PythonStarter::start)
                    .run()
                    .results();
            assertThat(results).noneMatch(result -> result.outcome() == CheckOutcome.FAILED);
            assertThat(results)
                    .filteredOn(result -> result.outcome() == CheckOutcome.REFERENCE)
                    .extracting(CheckResult::number)
                    .containsExactlyInAnyOrderElementsOf(AS_REFERENCE.get(world));
        }
    }
}
