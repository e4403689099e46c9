package dev.openenv.environments.wordgame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarksTest {

    @ParameterizedTest(name = "{1} for {0} is {2}")
    @CsvSource({
        "earth, crane, XYYXY",
        "earth, slate, XXYGY",
        "earth, heart, YYYYY",
        "earth, earth, GGGGG",
        "crane, bumpy, XXXXX",
        // one letter twice in the guess, once in the secret: only one mark
        "crane, eerie, XXYXG",
        "abide, added, GYXYX",
        "alarm, llama, XGGYY",
        "robot, floor, XXYGY",
        // green goes first, even when the other stands further left
        "whale, eagle, XYXGG",
        "robin, floor, XXYXY",
        "close, cools, GXGYY",
        "aside, salsa, YYXXX",
        // twice in both
        "abbey, babes, YYGGX",
        "abbey, kebab, XYGYY",
        "geese, eerie, YGXXG",
        "sissy, sassy, GXGGG",
        // twice in the secret, once in the guess
        "speed, erase, YXXYY",
        "steel, lever, YYXGX",
        // three times in the guess
        "silks, sissy, GGYXX",
        "mamma, mummy, GXGGX",
    })
    void marksGreensFirstThenYellowsFromTheLeft(String secret, String guess, String marks) {
        assertThat(Marks.of(secret, guess)).hasToString(marks);
    }

    @Test
    void eachLetterOfTheSecretIsMarkedOnce() {
        var words = Words.english();
        for (var secret : words.secrets().subList(0, 20)) {
            for (var guess : words.guesses()) {
                var marks = Marks.of(secret, guess);
                var shared = guess.chars()
                        .distinct()
                        .mapToLong(letter -> Math.min(count(secret, letter), count(guess, letter)))
                        .sum();
                var inPlace = IntStream.range(0, 5)
                        .filter(at -> secret.charAt(at) == guess.charAt(at))
                        .count();
                assertThat(marks.greens()).isEqualTo((int) inPlace);
                assertThat(marks.greens() + marks.yellows()).isEqualTo((int) shared);
            }
        }
    }

    @Test
    void codeAndTextStandForTheSameMarks() {
        for (var code = 0; code < Marks.COUNT; code++) {
            var marks = Marks.ofCode(code);
            assertThat(Marks.parse(marks.toString())).isSameAs(marks);
            assertThat(marks.code()).isEqualTo(code);
        }
    }

    @Test
    void partialCreditCountsAYellowHalf() {
        assertThat(Marks.parse("XXYGY").partialCredit()).isEqualTo(0.4);
        assertThat(Marks.parse("YYYYY").partialCredit()).isEqualTo(0.5);
        assertThat(Marks.parse("XXXXX").partialCredit()).isZero();
        assertThat(Marks.parse("GGGGX").partialCredit()).isEqualTo(0.8);
    }

    @Test
    void onlyFiveGreensWin() {
        for (var code = 0; code < Marks.COUNT; code++) {
            assertThat(Marks.ofCode(code).won())
                    .isEqualTo(Marks.ofCode(code).toString().equals("GGGGG"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GG", "GGGGGG", "ggggg", "GG GG", "GGGG-"})
    void refusesTextThatIsNoMarks(String text) {
        assertThatThrownBy(() -> Marks.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void refusesWordsOfAnotherLength() {
        assertThatThrownBy(() -> Marks.of("earth", "moon")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Marks.of("planet", "earth")).isInstanceOf(IllegalArgumentException.class);
    }

    private static long count(String word, int letter) {
        return word.chars().filter(other -> other == letter).count();
    }
}
