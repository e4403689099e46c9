package dev.openenv.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.openenv.Agent;
import dev.openenv.codec.JsonText;
import dev.openenv.docker.DockerEngine;
import dev.openenv.environments.wordgame.SimpleGuesser;
import dev.openenv.environments.wordgame.WordGame;
import dev.openenv.image.EnvironmentImage;
import dev.openenv.image.EnvironmentPackage;
import dev.openenv.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images and packages of ours in the hands of the Python package. */
class ImagesIT {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    @BeforeAll
    static void anEngineAnswers() {
        var engine = DockerEngine.usual();
        if (Boolean.getBoolean("openenv.require.docker")) {
            assertThat(engine.answers()).as("a Docker engine answers").isTrue();
        }
        assumeTrue(engine.answers(), "no Docker engine answers at " + engine.host());
    }

    @Test
    void theLocalDockerProviderStartsAnImageOfOurs() throws Exception {
        var home = PythonHome.current();
        var image = EnvironmentImage.of(WordGame::provider)
                .withTag("openenv-test-word-game:python")
                .load(DockerEngine.usual());
        var played = home.run(LIMIT, "local_docker.py", image.tag(), "crane", "spout");

        assertThat(played.code()).as(played.text()).isZero();
        assertThat(played.text()).contains("done=False").contains("guesses=2");
    }

    @Test
    void theValidatorPassesAPackageOfOurs(@TempDir Path folder) throws Exception {
        var home = PythonHome.current();
        EnvironmentPackage.of(EnvironmentImage.named("word-game"))
                .withNetwork() // without one the validator pulls an image of its own, for which there must be a
                // registry
                .withEpisode(WordGame.provider(), () -> Agent.of(new SimpleGuesser()), 42)
                .writeTo(folder);
        var report = folder.resolve("report.json");
        var validated = home.run(
                LIMIT,
                "-m",
                "openenv.cli",
                "validate",
                folder.toString(),
                "--level",
                "runtime",
                "--output",
                report.toString());

        assertThat(validated.code()).as(validated.text()).isZero();
        assertThat(statuses(Files.readString(report)))
                .containsEntry("static.manifest", "pass")
                .containsEntry("runtime.startup", "pass")
                .containsEntry("runtime.observation_schema", "pass")
                .containsEntry("runtime.reward_well_formed", "pass")
                .containsEntry("runtime.state_contract", "pass")
                .doesNotContainValue("fail")
                .doesNotContainValue("error");
    }

    private static Map<String, String> statuses(String report) {
        var statuses = new HashMap<String, String>();
        for (var result : JsonText.parse(report).list("results").orElse(List.of())) {
            if (result instanceof JsonObject check) {
                statuses.put(
                        check.string("check_id").orElseThrow(),
                        check.string("status").orElseThrow());
            }
        }
        return statuses;
    }
}
