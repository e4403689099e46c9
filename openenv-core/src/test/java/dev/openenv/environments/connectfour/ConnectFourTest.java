package dev.openenv.environments.connectfour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.StepResult;
import dev.openenv.codec.Codecs;
import dev.openenv.environments.WireRecording;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectFourTest {

    private final ConnectFour game = new ConnectFour();

    /** Nothing is mended here: also the steps after the end replay as recorded. */
    @ParameterizedTest
    @ValueSource(strings = {"column win", "draw", "full column"})
    void recordedGameReplays(String session) {
        var drops = Codecs.of(DropDisc.class);
        var views = Codecs.of(ConnectFourView.class);
        for (var exchange :
                WireRecording.of(ConnectFourTest.class, "connect4_env.json").session(session)) {
            switch (exchange.sentType()) {
                case "state" -> exchange.assertStateIs(game.state().values());
                case "reset" -> {
                    var result = game.reset();
                    exchange.assertAnsweredBy(result, views.encode(result.observation()));
                }
                case "step" -> {
                    var result = game.step(drops.decode(exchange.sent()));
                    exchange.assertAnsweredBy(result, views.encode(result.observation()));
                }
                default -> {
                    game.reset();
                    for (var column : exchange.omitted()) {
                        var result = game.step(new DropDisc(column));
                        assertThat(result.done()).isFalse();
                        assertThat(result.reward()).hasValue(0);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "up, '0 1 0 1 0 1 0'",
        "up on the right edge, '6 5 6 5 6 5 6'",
        "across, '0 0 1 1 2 2 3'",
        "across to the edge, '6 6 5 5 4 4 3'",
        "across closed in the middle, '1 1 2 2 4 4 3'",
        "rising, '0 1 1 2 2 3 2 3 3 6 3'",
        "falling, '6 5 5 4 4 3 4 3 3 0 3'"
    })
    void fourInARowWins(String how, String columns) {
        var results = play(columns);
        for (var result : results.subList(0, results.size() - 1)) {
            assertThat(result.done()).as(how).isFalse();
        }
        var last = results.get(results.size() - 1);
        assertThat(last.terminated()).as(how).isTrue();
        assertThat(last.reward()).as(how).hasValue(1);
    }

    @Test
    void theSecondPlayerWinsToo() {
        var results = play("0 1 0 1 0 1 2 1");
        var last = results.get(results.size() - 1);
        assertThat(last.terminated()).isTrue();
        assertThat(last.reward()).hasValue(1);
        assertThat(last.metadata().integer("next_player")).hasValue(1);
    }

    /** Three on top of column 0 and one at the foot of column 1 are not a line. */
    @Test
    void linesDoNotRunOverTheTopIntoTheNextColumn() {
        var top = 1L << 3 | 1L << 4 | 1L << 5;
        assertThat(Discs.hasFour(top | 1L << 7)).isFalse();
        assertThat(Discs.hasFour(top | 1L << 2)).isTrue();
    }

    /** All 69 lines, found by walking the board cell by cell. */
    @Test
    void everyLineOfFourIsSeenAndNoOther() {
        var lines = 0;
        for (var row = 0; row < 6; row++) {
            for (var column = 0; column < 7; column++) {
                for (var step : new int[][] {{0, 1}, {1, 0}, {1, 1}, {1, -1}}) {
                    var lastRow = row + 3 * step[0];
                    var lastColumn = column + 3 * step[1];
                    if (lastRow < 6 && lastColumn >= 0 && lastColumn < 7) {
                        var line = 0L;
                        for (var i = 0; i < 4; i++) {
                            line |= Discs.cell(row + i * step[0], column + i * step[1]);
                        }
                        lines++;
                        assertThat(Discs.hasFour(line)).isTrue();
                        assertThat(Discs.hasFour(line ^ Long.lowestOneBit(line)))
                                .isFalse();
                        assertThat(Discs.hasFour(line ^ Long.highestOneBit(line)))
                                .isFalse();
                    }
                }
            }
        }
        assertThat(lines).isEqualTo(69);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 7, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void impossibleColumnLosesAndLeavesTheBoard(int column) {
        game.reset();
        var before = game.step(new DropDisc(3)).observation();
        var drawing = game.text();
        var result = game.step(new DropDisc(column));
        assertThat(result.terminated()).isTrue();
        assertThat(result.reward()).hasValue(-1);
        assertThat(result.observation()).isEqualTo(before);
        assertThat(game.text()).isEqualTo(drawing);
    }

    @Test
    void instancesShareNothing() {
        var other = new ConnectFour();
        game.reset();
        other.reset();
        game.step(new DropDisc(3));
        assertThat(other.step(new DropDisc(0)).observation().board().get(5)).isEqualTo(List.of(1, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void viewsAreNotChangedByLaterSteps() {
        var first = game.reset().observation();
        game.step(new DropDisc(3));
        assertThat(first.board().get(5)).containsOnly(0);
    }

    @Test
    void drawingShowsDiscs() {
        play("3 3 4");
        assertThat(game.text().lines().skip(4)).containsExactly(". . . O . . .", ". . . X X . .", "0 1 2 3 4 5 6");
        assertThat(game.svg().orElseThrow()).startsWith("<svg").contains("#f2c14e", "#d1495b");
    }

    private List<StepResult<ConnectFourView>> play(String columns) {
        game.reset();
        return List.of(columns.split(" ")).stream()
                .map(column -> game.step(new DropDisc(Integer.parseInt(column))))
                .toList();
    }
}
