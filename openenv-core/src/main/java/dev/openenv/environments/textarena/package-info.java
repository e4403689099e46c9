/**
 * Wordle-v0 and GuessTheNumber-v0 as the TextArena library plays them through OpenEnv: the player writes text, and the
 * observation is the transcript of the game. Fields, texts, rewards and the two-strikes rule are those of the Python
 * reference, so agents trained on one play the other.
 *
 * <p>Start with {@link dev.openenv.environments.textarena.TextArena}. Its games are package-private and stand on the rules
 * of {@code dev.openenv.environments.wordgame} and {@code dev.openenv.environments.guessnumber}, whose typed games are the
 * better choice for Java agents; {@link dev.openenv.environments.textarena.WordleReader} and {@link
 * dev.openenv.environments.textarena.GuessTheNumberReader} let their players read a transcript.
 */
@NullMarked
package dev.openenv.environments.textarena;

import org.jspecify.annotations.NullMarked;
