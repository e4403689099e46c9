package dev.openenv.environments.wordgame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {

    private final Words words = Words.english();

    @Test
    void listsAreSortedFiveLetterWords() {
        assertThat(words.guesses()).isSorted().doesNotHaveDuplicates().allMatch(word -> word.matches("[a-z]{5}"));
        assertThat(words.secrets()).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(2000);
    }

    @Test
    void everySecretMayBeGuessed() {
        assertThat(words.secrets()).allMatch(words::contains);
        assertThat(words.guesses()).hasSizeGreaterThan(6000);
    }

    @Test
    void aSecretThatMayNotBeGuessedIsRefused() {
        assertThatThrownBy(() -> new Words(List.of("crane"), List.of("slate")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("crane");
    }

    @Test
    void placesAreThoseInTheList() {
        assertThat(words.guesses().get(words.place("crane"))).isEqualTo("crane");
        assertThat(words.place("zzzzz")).isEqualTo(-1);
    }

    @Test
    void licenceLiesBesideTheLists() {
        assertThat(Words.class.getResource("LICENSE-words.txt")).isNotNull();
    }
}
