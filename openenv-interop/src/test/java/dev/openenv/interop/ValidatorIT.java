package dev.openenv.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.server.EnvServer;
import dev.openenv.server.Mode;
import dev.openenv.server.RunningServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The package's own {@code openenv validate} and its runtime graders against our server. */
class ValidatorIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static RunningServer serve(Mode mode) {
        return EnvServer.serve(ConformanceWorlds.echo())
                .port(0)
                .mode(mode)
                .hideErrors(false)
                .start();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void sixCriteriaOfSixAreMet(Mode mode) throws Exception {
        var home = PythonHome.current();
        try (var server = serve(mode)) {
            var validated = home.run(
                    LIMIT,
                    "-m",
                    "openenv.cli",
                    "validate",
                    "--url",
                    server.uri().toString(),
                    "--timeout",
                    "30");
            assertThat(validated.code()).as(validated.text()).isZero();
            assertThat(validated.text().lines().filter(line -> line.startsWith("  PASS  ")))
                    .as(validated.text())
                    .hasSize(6);
            assertThat(validated.text()).contains("Verdict: PASS").doesNotContain("FAIL");
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void theRuntimeGradersAreContent(Mode mode) throws Exception {
        var home = PythonHome.current();
        try (var server = serve(mode)) {
            var graded = home.run(LIMIT, "runtime_gate.py", server.uri().toString(), "package");
            assertThat(graded.text().lines()).hasSize(4).allMatch(line -> line.startsWith("pass"));
            assertThat(graded.code()).as(graded.text()).isZero();
        }
    }

    @Test
    void aPackageFolderIsReadByTheStaticLevel() throws Exception {
        var validated = PythonHome.current()
                .run(LIMIT, "-m", "openenv.cli", "validate", "package", "--level", "static", "--json");
        assertThat(validated.code()).as(validated.text()).isZero();
        assertThat(validated.text()).contains("static.manifest", "\"verdict\": \"pass\"");
    }
}
