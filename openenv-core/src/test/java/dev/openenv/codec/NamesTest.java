package dev.openenv.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "word, word, Word",
        "guessesLeft, guesses_left, Guesses Left",
        "infoState, info_state, Info State",
        "HTTPServer, http_server, Http Server",
        "userID, user_id, User Id",
        "x, x, X",
        "aB, a_b, A B",
        "x1, x1, X1",
        "player2Score, player2_score, Player2 Score",
        "board2D, board2d, Board2D",
        "guesses_left, guesses_left, Guesses Left",
        "a_B, a_b, A B",
        "SwapAll, swap_all, Swap All",
        "_hidden, _hidden, Hidden",
        "größeÜber, größe_über, Größe Über"
    })
    void javaNamesBecomeSnakeCaseAndTitles(String java, String snake, String title) {
        assertThat(Names.snakeCase(java)).isEqualTo(snake);
        assertThat(Names.title(snake)).isEqualTo(title);
    }
}
