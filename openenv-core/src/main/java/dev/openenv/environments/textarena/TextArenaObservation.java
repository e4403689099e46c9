package dev.openenv.environments.textarena;

import dev.openenv.Observation;
import dev.openenv.annotation.Param;
import dev.openenv.json.JsonObject;
import java.util.List;
import java.util.Objects;

/**
 * What the player sees.
 *
 * @param prompt the rules while no move counted yet, later the name of the game
 * @param messages one message: the whole transcript so far
 * @param currentPlayerId whose turn it is, always 0
 * @param legalPlayers who plays, always only 0
 * @param info empty; for Wordle after each step {@code reward_signals}
 */
public record TextArenaObservation(
        @Param("the rules while no move counted yet, later the name of the game") String prompt,
        @Param("the whole transcript so far, in one message") List<TextArenaMessage> messages,
        int currentPlayerId,
        List<Integer> legalPlayers,
        JsonObject info)
        implements Observation {

    /**
     * Copies the lists.
     *
     * @param prompt the rules while no move counted yet, later the name of the game
     * @param messages one message: the whole transcript so far
     * @param currentPlayerId whose turn it is, always 0
     * @param legalPlayers who plays, always only 0
     * @param info empty; for Wordle after each step {@code reward_signals}
     */
    public TextArenaObservation {
        Objects.requireNonNull(prompt, "prompt");
        messages = List.copyOf(messages);
        legalPlayers = List.copyOf(legalPlayers);
        Objects.requireNonNull(info, "info");
    }

    /** The texts of all messages. */
    String transcript() {
        var text = new StringBuilder();
        messages.forEach(message -> text.append(message.content()));
        return text.toString();
    }
}
