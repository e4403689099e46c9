package dev.openenv.environments.textarena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.environments.Golden;
import dev.openenv.environments.wordgame.Words;
import dev.openenv.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Replays what was recorded with the Python reference, frame by frame. */
class TextArenaGoldenTest {

    @Test
    void wordleSendsTheRecordedFrames() throws IOException {
        var game = new TextArena(Wordle.ID, options -> new Wordle(Words.english(), "earth"));
        assertThat(replay(game, "wordle.json")).isEqualTo(6);
    }

    @Test
    void guessTheNumberSendsTheRecordedFrames() throws IOException {
        var game = new TextArena(GuessTheNumber.ID, options -> new GuessTheNumber(4));
        assertThat(replay(game, "guess_the_number.json")).isEqualTo(4);
    }

    private static int replay(TextArena game, String resource) throws IOException {
        var compared = 0;
        for (var frame : Golden.frames(TextArenaGoldenTest.class, resource)) {
            if (frame.has("state")) {
                var expected = frame.object("state").orElseThrow().without("step_count");
                assertThat(game.state().values().without("raw_state")).isEqualTo(expected);
                continue;
            }
            var result = frame.has("reset")
                    ? game.reset(ResetOptions.defaults())
                    : game.step(new TextArenaAction(frame.object("step")
                            .flatMap(step -> step.string("message"))
                            .orElseThrow()));
            assertThat(json(result)).isEqualTo(frame.without("reset").without("step"));
            compared++;
        }
        return compared;
    }

    private static JsonObject json(StepResult<TextArenaObservation> result) {
        var observation = result.observation();
        var messages = observation.messages().stream()
                .map(message -> JsonObject.of(
                        "sender_id", message.senderId(), "content", message.content(), "category", message.category()))
                .toList();
        var fields = JsonObject.builder()
                .put("prompt", observation.prompt())
                .put("messages", messages)
                .put("current_player_id", observation.currentPlayerId())
                .put("legal_players", observation.legalPlayers())
                .put("info", observation.info())
                .build();
        return JsonObject.builder()
                .put("observation", fields)
                .put("metadata", result.metadata())
                .put("reward", result.reward().orElseThrow())
                .put("done", result.done())
                .build();
    }
}
