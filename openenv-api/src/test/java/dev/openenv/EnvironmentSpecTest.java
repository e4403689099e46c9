package dev.openenv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.json.JsonObject;
import org.junit.jupiter.api.Test;

class EnvironmentSpecTest {

    private static EnvironmentSpec full() {
        return EnvironmentSpec.builder("word-game")
                .title("Word Game")
                .author("A. Uthor")
                .readme("# Words")
                .documentationUrl("https://example.org/words")
                .stateSchema(JsonObject.of("type", "object"))
                .resetObservationSchema(JsonObject.of("title", "Start", "type", "object"))
                .build();
    }

    @Test
    void whatIsNotSaidIsEmptyAndNotInTheJson() {
        var plain = EnvironmentSpec.builder("word-game").build();
        assertThat(plain.title()).isEmpty();
        assertThat(plain.stateSchema()).isEmpty();
        assertThat(plain.toJson().names())
                .containsExactly("name", "version", "description", "seeded", "action", "observation");
    }

    @Test
    void whatIsSaidIsKeptShownAndCompared() {
        var spec = full();
        assertThat(spec.title()).contains("Word Game");
        assertThat(spec.author()).contains("A. Uthor");
        assertThat(spec.readme()).contains("# Words");
        assertThat(spec.documentationUrl()).contains("https://example.org/words");
        assertThat(spec.toJson().object("state")).contains(JsonObject.of("type", "object"));
        assertThat(spec.toJson().object("reset_observation")).isEqualTo(spec.resetObservationSchema());
        assertThat(spec.toBuilder().build()).isEqualTo(spec);
        assertThat(spec.toBuilder().title("Another").build()).isNotEqualTo(spec);
    }
}
