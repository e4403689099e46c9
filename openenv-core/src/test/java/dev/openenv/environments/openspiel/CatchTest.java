package dev.openenv.environments.openspiel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.ResetOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatchTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void thePolicyCatchesTheBallFromEveryColumn(int column) {
        Position position = Catch.start().after(column);
        var steps = 0;
        while (position.player() != Position.OVER) {
            position = position.after(Play.actionOf(OpenSpielAgents.catchBall(), position));
            steps++;
        }
        assertThat(position.reward(0)).isEqualTo(1);
        assertThat(steps).isEqualTo(9);
    }

    @Test
    void thePolicyAlwaysEarnsOne() {
        for (var seed = 0; seed < 100; seed++) {
            assertThat(Play.total(Play.episode(Game.catchBall(), seed, OpenSpielAgents.catchBall())))
                    .isEqualTo(1);
        }
    }

    @Test
    void everyColumnIsAsLikely() {
        var drops = new int[Catch.COLUMNS];
        var env = new OpenSpielEnvironment(Game.catchBall());
        for (var seed = 0; seed < 5000; seed++) {
            drops[env.reset(ResetOptions.seed(seed)).observation().infoState().indexOf(1.0)]++;
        }
        for (var count : drops) {
            assertThat(count).isBetween(880, 1120);
        }
    }

    @Test
    void wallsStopThePaddle() {
        var position = Catch.start().after(0).after(0).after(0).after(0);
        assertThat(position.paddle()).isZero();
        assertThat(position.after(2).paddle()).isEqualTo(1);
    }

    @Test
    void theDrawingShowsBallAndPaddle() {
        var lines = new Catch(1, 4, 2).text(0).split("\n");
        assertThat(lines).hasSize(Catch.ROWS).allSatisfy(line -> assertThat(line)
                .hasSize(7));
        assertThat(lines[1]).isEqualTo("|    o|");
        assertThat(lines[9]).isEqualTo("|  =  |");
    }
}
