package dev.openenv.environments.connectfour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.ResetOptions;
import dev.openenv.environments.PlainEpisode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlphaBetaTest {

    @Test
    void playingBothSidesTheFirstPlayerWins() {
        var episode = PlainEpisode.following(new ConnectFour(), ResetOptions.defaults(), 42, new AlphaBeta());
        assertThat(episode.last().terminated()).isTrue();
        assertThat(episode.last().reward()).hasValue(1);
        assertThat(episode.stepCount()).isOdd();
    }

    @ParameterizedTest
    @CsvSource({
        "wins upwards, '0 1 0 1 0 2', 0",
        "blocks, '0 1 0 1 0', 0",
        "wins in the gap, '1 1 2 2 4 4', 3",
        "opens both ends, '3 3 2 2', 1|4"
    })
    void findsTheMove(String what, String played, String expected) {
        var game = new ConnectFour();
        var last = game.reset();
        for (var column : played.split(" ")) {
            last = game.step(new DropDisc(Integer.parseInt(column)));
        }
        var column = new AlphaBeta(4).act(last.observation()).column();
        assertThat(Integer.toString(column)).as(what).matches(expected);
    }

    @Test
    void depthHasLimits() {
        assertThatThrownBy(() -> new AlphaBeta(0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> new AlphaBeta(13)).hasMessageContaining("got 13");
    }
}
