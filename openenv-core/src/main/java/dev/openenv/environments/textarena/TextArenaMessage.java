package dev.openenv.environments.textarena;

import java.util.Objects;

/**
 * A message of the game.
 *
 * @param senderId who sent it, -1 for the game
 * @param content the text
 * @param category always {@code MESSAGE} in these games
 */
public record TextArenaMessage(int senderId, String content, String category) {

    /**
     * Checks the texts.
     *
     * @param senderId who sent it, -1 for the game
     * @param content the text
     * @param category always {@code MESSAGE} in these games
     */
    public TextArenaMessage {
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(category, "category");
    }
}
