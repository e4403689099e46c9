package dev.openenv.environments.openspiel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.openenv.EpisodeRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwentyFortyEightTest {

    @ParameterizedTest
    @CsvSource({
        "2 2 0 0, 4 0 0 0, 4",
        "2 0 0 2, 4 0 0 0, 4",
        "2 2 2 0, 4 2 0 0, 4",
        "2 2 2 2, 4 4 0 0, 8",
        "4 2 2 0, 4 4 0 0, 4",
        "2 2 4 0, 4 4 0 0, 4",
        "4 4 8 16, 8 8 16 0, 8",
        "0 2 0 4, 2 4 0 0, 0",
        "0 0 0 2, 2 0 0 0, 0",
        "8 0 8 8, 16 8 0 0, 16"
    })
    void tilesMergeOncePerMoveFromTheWall(String before, String after, int reward) {
        var line = tiles(before);
        var merged = tiles(after);
        for (var direction = 0; direction < 4; direction++) {
            var moved = TwentyFortyEight.of(turned(line, direction)).after(direction);
            assertThat(moved.view(0)).isEqualTo(asView(turned(merged, direction)));
            assertThat(moved.reward(0)).isEqualTo(reward);
            assertThat(PackedBoard.move(PackedBoard.pack(asView(turned(line, direction))), direction))
                    .isEqualTo(PackedBoard.pack(moved.view(0)));
        }
    }

    @Test
    void onlyMovesThatChangeTheBoardAreLegal() {
        assertThat(TwentyFortyEight.of(2, 4, 8, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
                        .actions())
                .containsExactly(TwentyFortyEight.DOWN);
        assertThat(TwentyFortyEight.of(2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
                        .actions())
                .containsExactly(TwentyFortyEight.RIGHT, TwentyFortyEight.DOWN, TwentyFortyEight.LEFT);
    }

    @Test
    void overWhenNothingCanMove() {
        var stuck = TwentyFortyEight.of(2, 4, 2, 4, 4, 2, 4, 2, 2, 4, 2, 4, 4, 2, 4, 2);
        assertThat(stuck.player()).isEqualTo(Position.OVER);
        assertThat(stuck.actions()).isEmpty();
        var last = TwentyFortyEight.of(2, 4, 2, 4, 4, 2, 4, 2, 2, 4, 2, 4, 4, 2, 4, 4);
        assertThat(last.player()).isZero();
    }

    @Test
    void overWhen2048IsMade() {
        var made = TwentyFortyEight.of(1024, 1024, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
                .after(TwentyFortyEight.LEFT);
        assertThat(made.player()).isEqualTo(Position.OVER);
        assertThat(made.reward(0)).isEqualTo(2048);
        assertThat(made.view(0).stream().filter(tile -> tile > 0)).containsExactly(2048.0);
    }

    @Test
    void anyOf32OutcomesMayComeFirst() {
        var start = TwentyFortyEight.start();
        assertThat(start.actions()).hasSize(32);
        var second = start.after(7);
        assertThat(second.actions()).hasSize(30).doesNotContain(6, 7);
        assertThat(second.after(0).player()).isZero();
    }

    @Test
    void newTilesAreTwosNineTimesOfTenOnAnyFreeCell() {
        var before = TwentyFortyEight.of(2, 2, 2, 2, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
                .after(TwentyFortyEight.UP);
        var chance = Chance.of(new EpisodeRandom(7));
        var twos = 0;
        var cells = new int[16];
        var draws = 24_000;
        for (var i = 0; i < draws; i++) {
            var outcome = chance.draw(before);
            cells[outcome / 2]++;
            twos += outcome % 2 == 0 ? 1 : 0;
        }
        assertThat(twos / (double) draws).isCloseTo(0.9, within(0.01));
        for (var cell = 0; cell < 16; cell++) {
            if (before.view(0).get(cell) > 0) {
                assertThat(cells[cell]).isZero();
            } else {
                assertThat(cells[cell]).isBetween(1800, 2200);
            }
        }
    }

    @Test
    void thePolicyUsuallyMakes512() {
        var enough = 0;
        for (var seed = 0; seed < 12; seed++) {
            var results = Play.episode(Game.twentyFortyEight(), seed, OpenSpielAgents.twentyFortyEight());
            var board = results.get(results.size() - 1).observation().infoState();
            enough += board.stream().anyMatch(tile -> tile >= 512) ? 1 : 0;
        }
        assertThat(enough).isGreaterThanOrEqualTo(11);
    }

    @Test
    void theDrawingIsABoard() {
        var lines = TwentyFortyEight.of(2, 0, 0, 0, 0, 1024, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4)
                .text(0)
                .split("\n");
        assertThat(lines).hasSize(9).allSatisfy(line -> assertThat(line).hasSize(29));
        assertThat(lines[3]).isEqualTo("|      | 1024 |      |      |");
    }

    private static int[] tiles(String text) {
        return Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    private static List<Double> asView(int[] tiles) {
        return Arrays.stream(tiles).asDoubleStream().boxed().toList();
    }

    /** A board with one line of tiles along the direction, its first tile at the wall. */
    private static int[] turned(int[] line, int direction) {
        var board = new int[16];
        for (var place = 0; place < 4; place++) {
            var cell =
                    switch (direction) {
                        case TwentyFortyEight.UP -> 4 * place + 1;
                        case TwentyFortyEight.RIGHT -> 11 - place;
                        case TwentyFortyEight.DOWN -> 14 - 4 * place;
                        default -> 4 + place;
                    };
            board[cell] = line[place];
        }
        return board;
    }
}
