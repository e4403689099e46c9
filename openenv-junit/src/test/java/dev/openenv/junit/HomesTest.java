package dev.openenv.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.Outcome;
import dev.openenv.docker.DockerEngine;
import dev.openenv.environments.wordgame.Feedback;
import dev.openenv.environments.wordgame.Guess;
import dev.openenv.environments.wordgame.InformationGuesser;
import dev.openenv.environments.wordgame.WordGame;
import dev.openenv.remote.RemoteProvider;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** The same test in this JVM, over the wire and in a container. */
@Isolated // sets system properties
@Timeout(180)
class HomesTest {

    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @OpenEnvTest(WordGame.class)
    static class Everywhere {

        @OpenEnvTest
        @Home({Place.IN_PROCESS, Place.REMOTE, Place.DOCKER})
        void solvesTheWord(Trial<Guess, Feedback> trial) {
            var played = trial.runPolicy(new InformationGuesser());
            assertThat(played.trajectory().outcome()).isEqualTo(Outcome.SOLVED);
            SEEN.add(played.trajectory().steps().toString());
            if (trial.place() == Place.REMOTE) {
                assertThat(trial.world()).isInstanceOf(RemoteProvider.class);
            }
        }
    }

    @Test
    void theSameEpisodeIsPlayedInEachHome() {
        var run = Engine.run(Everywhere.class);

        if (DockerEngine.usual().answers()) {
            assertThat(run.messages()).isEmpty();
            assertThat(run.succeeded()).isEqualTo(3);
        } else {
            assertThat(run.messages()).singleElement().asString().contains("no Docker engine answers");
            assertThat(run.succeeded()).isEqualTo(2);
        }
        assertThat(SEEN.stream().distinct()).hasSize(1);
    }

    @Test
    void aSystemPropertyChoosesTheHome() {
        System.setProperty("openenv.home", "remote");
        try {
            var run = Engine.run(Everywhere.class);

            assertThat(run.passed()).singleElement().asString().endsWith(" REMOTE");
        } finally {
            System.clearProperty("openenv.home");
        }
    }

    @Test
    void aHomeThatIsNoneIsNamed() {
        System.setProperty("openenv.home", "cloud");
        try {
            assertThat(Engine.run(Everywhere.class).messages())
                    .singleElement()
                    .asString()
                    .contains("there is no home 'cloud', but in_process, remote, docker and all");
        } finally {
            System.clearProperty("openenv.home");
        }
    }

    @OpenEnvTest(dev.openenv.junit.OpenEnvTestTest.OneToolBox.class)
    static class NotInContainers {
        @OpenEnvTest
        @Home(Place.DOCKER)
        void test(ToolTrial trial) {}
    }

    @Test
    void whatNoContainerCanMakeIsTold() {
        assertThat(Engine.run(NotInContainers.class).messages())
                .singleElement()
                .asString()
                .contains("has to come from a static method without parameters that gives an EnvironmentProvider");
    }
}
