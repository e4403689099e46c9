package dev.openenv.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.openenv.docker.DockerEngine;
import dev.openenv.environments.wordgame.Feedback;
import dev.openenv.environments.wordgame.Guess;
import dev.openenv.environments.wordgame.InformationGuesser;
import dev.openenv.environments.wordgame.WordGame;
import dev.openenv.image.EnvironmentImage;
import dev.openenv.rollout.Rollouts;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.containers.ContainerLaunchException;

@Timeout(120)
class EnvironmentContainerIT {

    private static final String TAG = "openenv-test-testcontainers:1";

    @BeforeAll
    static void build() throws Exception {
        var engine = DockerEngine.usual();
        if (Boolean.getBoolean("openenv.require.docker")) {
            assertThat(engine.answers()).as("a Docker engine answers").isTrue();
        }
        assumeTrue(engine.answers(), "no Docker engine answers at " + engine.host());
        EnvironmentImage.named("word-game").withTag(TAG).load(engine);
    }

    @Test
    void episodesInItAreThoseInProcess() {
        try (var container = new EnvironmentContainer(TAG)) {
            container.start();
            var there = Rollouts.of(container.provider(Guess.class, Feedback.class))
                    .policy("guesser", InformationGuesser::new)
                    .episodes(5)
                    .run();
            var here = Rollouts.of(WordGame.provider())
                    .policy("guesser", InformationGuesser::new)
                    .episodes(5)
                    .run();

            assertThat(there.trajectories())
                    .extracting(episode -> episode.steps().toString())
                    .isEqualTo(here.trajectories().stream()
                            .map(episode -> episode.steps().toString())
                            .toList());
            try (var json = container.provider().open()) {
                assertThat(json.reset().observation().json().names()).contains("marks");
            }
        }
    }

    @Test
    void itIsConfinedAndPublishedOnLoopbackOnly() {
        try (var container = new EnvironmentContainer(TAG).withConfinement(c -> c.withMemory(300L << 20))) {
            container.start();
            var inside = container.getCurrentContainerInfo();
            var host = inside.getHostConfig();

            assertThat(host.getMemory()).isEqualTo(300L << 20);
            assertThat(host.getReadonlyRootfs()).isTrue();
            assertThat(host.getPidsLimit()).isEqualTo(256);
            assertThat(host.getSecurityOpts()).contains("no-new-privileges");
            assertThat(inside.getNetworkSettings().getPorts().getBindings().values())
                    .allSatisfy(bindings -> assertThat(bindings).allSatisfy(binding -> assertThat(binding.getHostIp())
                            .isEqualTo("127.0.0.1")));
        }
    }

    @Test
    void aContainerThatEndsAtOnceIsNoticedAtOnce() {
        try (var container = new EnvironmentContainer(TAG)
                .withEnv(Map.of("OPENENV_PORT", "nonsense"))
                .withStartupTimeout(Duration.ofSeconds(100))) {
            var begin = System.nanoTime();

            assertThatThrownBy(container::start)
                    .isInstanceOf(ContainerLaunchException.class)
                    .hasStackTraceContaining("OPENENV_PORT must be a whole number");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(50));
        }
    }

    @Test
    void anImageThatIsNotThereIsNotPulled() {
        try (var container = new EnvironmentContainer("openenv-test-nothing:9")) {
            assertThatThrownBy(container::start).hasStackTraceContaining("openenv-test-nothing:9");
        }
    }
}
