package dev.openenv.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an environment in a container does when nothing goes wrong. */
@Timeout(300)
class DockerProviderIT {

    record Say(String message) implements Action {}

    record Heard(String echoed, int n) implements Observation {}

    @AfterEach
    void nothingIsLeft() {
        Traces.assertNone();
    }

    @Test
    void anEnvironmentOfThePythonPackageIsPlayedByTypes() {
        var echo = DockerProvider.image(TestImages.pythonEcho(), Say.class, Heard.class);
        try (var env = echo.open()) {
            assertThat(env.reset(ResetOptions.seed(7)).observation().echoed()).isEqualTo("ready seed=7");
            var result = env.step(new Say("hello"));
            assertThat(result.observation()).isEqualTo(new Heard("hello", 1));
            assertThat(env.state().stepCount()).isEqualTo(1);
        }
    }

    @Test
    void itsSchemasAreAskedFor() {
        var echo = DockerProvider.image(TestImages.pythonEcho());

        assertThat(echo.spec().actionSchema().object("properties").orElseThrow().names())
                .contains("message");
        assertThat(echo.tasks().isEmpty()).isTrue();
        try (var env = echo.open()) {
            env.reset();
            assertThat(env.step(new JsonAction(JsonObject.of("message", "hi")))
                            .observation()
                            .json()
                            .string("echoed"))
                    .hasValue("hi");
        }
    }

    @ParameterizedTest
    @EnumSource(NetworkAccess.class)
    void everyNetworkReachesTheServer(NetworkAccess network) {
        var probe = Probe.provider().withConfinement(c -> c.withNetwork(network));
        try (var env = probe.open()) {
            env.reset();
            assertThat(Probe.does(env, "whoami")).isEqualTo("65532:65532");
        }
    }

    @Test
    void variablesAndCommandsReachTheContainer() {
        var probe = Probe.provider().withVariable("GREETING", "hello = there");
        try (var env = probe.open()) {
            env.reset();
            assertThat(Probe.does(env, "variable GREETING")).isEqualTo("hello = there");
        }
    }

    @Test
    void closingTwiceAndUsingAfterwardsAreAsEverywhere() {
        var env = Probe.provider().open();
        env.reset();
        env.close();
        env.close();

        assertThatThrownBy(env::reset).hasMessageContaining("close");
    }

    @Test
    void theExplanationIsReadBackFromTheEngine() {
        var probe = Probe.provider()
                .withConfinement(c -> c.withMemory(300L << 20).withCpus(0.5).withProcesses(90));
        try (var env = probe.open(Duration.ofSeconds(60))) {
            var explanation = Probe.container(env).explain();

            assertThat(explanation.facts())
                    .containsEntry("memory", "300 MiB, no swap")
                    .containsEntry("cpus", "0.50")
                    .containsEntry("processes", "90")
                    .containsEntry("files", "read-only")
                    .containsEntry("mounts", "none")
                    .containsEntry("user", "65532:65532")
                    .containsEntry("capabilities", "none")
                    .containsEntry("privileges", "cannot be gained")
                    .containsEntry("system calls", "the engine's seccomp filter")
                    .containsEntry("network", "NONE (none)");
            assertThat(explanation.holes()).noneMatch(hole -> hole.contains("root"));
            assertThat(explanation.toString()).contains("hole: the kernel");
        }
    }

    @Test
    void whatIsLoosenedShowsAsAHole() {
        var probe = Probe.provider().withConfinement(c -> c.withUser("root")
                .withWritableRoot()
                .withNewPrivileges()
                .withoutSeccomp()
                .withCapability("NET_BIND_SERVICE")
                .withNetwork(NetworkAccess.OPEN));
        try (var env = probe.open()) {
            var explanation = Probe.container(env).explain();

            assertThat(String.join("\n", explanation.holes()))
                    .contains("root in the container")
                    .contains("can be written to")
                    .contains("set-user-id")
                    .contains("not filtered")
                    .contains("capabilities")
                    .contains("everything that the engine's machine reaches");
        }
    }
}
