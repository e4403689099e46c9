package dev.openenv.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.openenv.EnvironmentProvider;
import dev.openenv.ResetOptions;
import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.docker.ContainerException;
import dev.openenv.docker.DockerEngine;
import dev.openenv.docker.DockerProvider;
import dev.openenv.docker.NetworkAccess;
import dev.openenv.environments.wordgame.InformationGuesser;
import dev.openenv.environments.wordgame.WordGame;
import dev.openenv.rollout.Rollouts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Images that run in a real engine. */
@Timeout(300)
class EnvironmentImageIT {

    private static final String TAG = "openenv-test-word-game:1";

    @BeforeAll
    static void build() throws Exception {
        var engine = DockerEngine.usual();
        if (Boolean.getBoolean("openenv.require.docker")) {
            assertThat(engine.answers()).as("a Docker engine answers").isTrue();
        }
        assumeTrue(engine.answers(), "no Docker engine answers at " + engine.host());
        var built = EnvironmentImage.named("word-game").withTag(TAG).load(engine);
        var most = Runtime.version().feature() < 21 ? 75L : 88L; // newer runtimes are larger
        assertThat(built.bytes()).isBetween(20L << 20, most << 20);
    }

    @ParameterizedTest
    @EnumSource(
            value = NetworkAccess.class,
            names = {"NONE", "OPEN"})
    void anImagePlaysAsInProcess(NetworkAccess network) {
        var image = DockerProvider.image(TAG, WordGame.provider()).withConfinement(c -> c.withNetwork(network));
        var here = WordGame.provider();
        try (var inside = image.open();
                var outside = here.open()) {
            var agent = new InformationGuesser();
            var there = inside.reset(ResetOptions.seed(42));
            var result = outside.reset(ResetOptions.seed(42));
            while (!result.done()) {
                var guess = agent.act(result.observation());
                result = outside.step(guess);
                there = inside.step(guess);
                assertThat(there.observation()).isEqualTo(result.observation());
                assertThat(there.reward()).isEqualTo(result.reward());
            }
            assertThat(there.done()).isTrue();
        }
    }

    @Test
    void manyEpisodesRunInEightContainersAtOnce() {
        var image = DockerProvider.image(TAG, WordGame.provider());
        var run = Rollouts.of(image)
                .policy("guesser", InformationGuesser::new)
                .episodes(24)
                .parallel(8)
                .run();

        assertThat(run.solvedRate()).hasValue(1.0);
    }

    @Test
    void theSameInputGivesTheSameImageFromNothing(@TempDir Path first, @TempDir Path second) throws Exception {
        var image = EnvironmentImage.named("word-game").withTag(TAG).withoutClassArchive();
        var one = image.withCache(first.resolve("cache")).writeTo(first.resolve("image.tar"));
        var two = image.withCache(second.resolve("another-cache")).writeTo(second.resolve("image.tar"));

        assertThat(two.id()).isEqualTo(one.id());
        assertThat(one.bytes()).isBetween(20L << 20, 60L << 20);
    }

    @Test
    void aGivenImageLiesBeneath(@TempDir Path folder) throws Exception {
        var engine = DockerEngine.usual();
        var base = folder.resolve("base.tar");
        engine.save("openenv-test-debian:1", base);
        EnvironmentImage.named("word-game")
                .withTag("openenv-test-on-debian:1")
                .withBase(base)
                .load(engine);

        var image = DockerProvider.image("openenv-test-on-debian:1", WordGame.provider());
        var run = Rollouts.of(image)
                .policy("guesser", InformationGuesser::new)
                .episodes(2)
                .run();
        assertThat(run.solvedRate()).hasValue(1.0);

        assertThatThrownBy(() -> engine.save("openenv-test-nowhere:1", base))
                .isInstanceOfSatisfying(
                        ContainerException.class, e -> assertThat(e.code()).isEqualTo("image_missing"));
        Files.writeString(base, "no archive");
        assertThatThrownBy(
                        () -> EnvironmentImage.named("word-game").withBase(base).writeTo(folder.resolve("image.tar")))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    void whatCannotBeFoundInTheImageIsRefused() {
        EnvironmentProvider<?, ?> echo = ConformanceWorlds.echo();
        assertThatThrownBy(() -> EnvironmentImage.of(echo))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("echo")
                .hasMessageContaining("EnvironmentCatalog");
        assertThatThrownBy(() -> EnvironmentImage.of(() -> echo)).hasMessageContaining("static method");
        assertThatThrownBy(() -> EnvironmentImage.named("word-game").withTag("Not A Tag"))
                .hasMessageContaining("Not A Tag");
        assertThatThrownBy(() -> EnvironmentImage.named("word-game")
                        .withClassPath(List.of())
                        .writeTo(Files.createTempFile("image", ".tar")))
                .hasMessageContaining("lacks");
    }
}
