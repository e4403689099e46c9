package dev.openenv.environments.textarena;

import dev.openenv.Rendering;
import dev.openenv.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One game of TextArena with one secret: it reads a move and says what comes of it; strikes and transcript are not its job. */
interface TextGame {

    /** The first text of the transcript. */
    String prompt();

    /** The name before the player's own texts in the transcript. */
    String player();

    /** Plays a move, brackets included. */
    Verdict play(String move);

    /** What is paid when the game ends unsolved now. */
    double partialScore();

    /** What is told beside the observation, after a step with this text and this reward. */
    Optional<JsonObject> signals(String message, double reward);

    /** The game as a picture, without the secret. */
    Rendering rendering();

    /**
     * What comes of a move.
     *
     * @param refusal why it does not count, or null when it does
     * @param reply what the game answers, or null for nothing
     * @param over whether the game is over
     * @param reward what is paid
     */
    record Verdict(@Nullable String refusal, @Nullable String reply, boolean over, double reward) {

        static Verdict refused(String reason) {
            return new Verdict(reason, null, false, 0);
        }

        static Verdict goesOn(String reply) {
            return new Verdict(null, reply, false, 0);
        }

        static Verdict won() {
            return new Verdict(null, null, true, 1);
        }

        Verdict ended(double score) {
            return new Verdict(refusal, reply, true, score);
        }
    }
}
