package dev.openenv.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.conformance.check.CheckOutcome;
import dev.openenv.conformance.check.CheckResult;
import dev.openenv.conformance.check.Conformance;
import dev.openenv.conformance.check.TestedWorld;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The numbered checks of the conformance kit against the real Python server: none fails, gentler behaviour may be missing. */
@Tag("python-slow")
class ConformanceIT {

    @ParameterizedTest
    @EnumSource(TestedWorld.class)
    void theReferencePassesItsChecks(TestedWorld world) throws Exception {
        try (var server = PythonServer.of(world.title())) {
            var failed = new ArrayList<CheckResult>();
            var report = Conformance.of(server.uri())
                    .world(world)
                    .starter(PythonStarter::start)
                    .run(result -> {
                        if (result.outcome() == CheckOutcome.FAILED) {
                            failed.add(result);
                        }
                    });
            assertThat(failed).isEmpty();
            assertThat(report.count(CheckOutcome.PASSED)).isGreaterThan(10);
        }
    }
}
