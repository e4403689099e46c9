package dev.openenv.environments.wordgame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WordBoardTest {

    private final WordBoard board = new WordBoard(List.of(new MarkedGuess("crane", "XYYXG")));

    @Test
    void textShowsGuessesAndEmptyRows() {
        assertThat(board.text())
                .isEqualTo(
                        """
                        C R A N E   X Y Y X G
                        . . . . .
                        . . . . .
                        . . . . .
                        . . . . .
                        . . . . .""");
    }

    @Test
    void svgHasThirtyTilesAndTheLetters() {
        var svg = board.svg().orElseThrow();
        assertThat(svg).startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" ").endsWith("</svg>");
        assertThat(Pattern.compile("<rect [^<>]*/>").matcher(svg).results()).hasSize(30);
        assertThat(svg.replaceAll("<[^<>]*>", "")).isEqualTo("CRANE");
    }

    @Test
    void tilesOfDifferentMarksHaveDifferentColors() {
        var colors = List.of("XXXXX", "YYYYY", "GGGGG").stream()
                .map(marks -> new WordBoard(List.of(new MarkedGuess("crane", marks))).svg())
                .distinct();
        assertThat(colors).hasSize(3);
    }
}
