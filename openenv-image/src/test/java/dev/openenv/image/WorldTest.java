package dev.openenv.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.environments.wordgame.WordGame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the environment of an image is named. */
class WorldTest {

    static String text() {
        return "no environment";
    }

    static Object broken() {
        throw new IllegalStateException("no database");
    }

    @Test
    void aStaticMethodIsFoundByReferenceAndByName() {
        var byName = World.of(WordGame.class, "provider");

        assertThat(byName).isEqualTo(World.of(WordGame::provider));
        assertThat(byName.name()).isEqualTo(WordGame.class.getName() + "::provider");
    }

    @ParameterizedTest
    @CsvSource({
        "text,is no static method that gives an EnvironmentProvider",
        "broken,failed: java.lang.IllegalStateException: no database",
        "missing,there is no method"
    })
    void aMethodThatMakesNoneIsRefused(String method, String reason) {
        assertThatThrownBy(() -> World.of(WorldTest.class, method))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining(reason);
    }
}
