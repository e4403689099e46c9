package dev.openenv.environments.snake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.ResetOptions;
import dev.openenv.environments.PlainEpisode;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class CarefulSnakeTest {

    @Test
    void survivesAndEats() {
        var fruits = new ArrayList<Integer>();
        for (var seed = 0; seed < 30; seed++) {
            var last = PlainEpisode.following(new Snake(), ResetOptions.seed(seed), 1000, new CarefulSnake())
                    .last();
            assertThat(last.truncated()).as("alive to the end, seed %d", seed).isTrue();
            fruits.add(last.observation().episodeFruits());
        }
        assertThat(fruits).allMatch(count -> count >= 25, "at least 25 fruits in " + fruits);
    }
}
