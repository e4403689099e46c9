/**
 * The five-letter word game: a hidden English word, six guesses, each letter of a guess marked.
 *
 * <p>Start with {@link dev.openenv.environments.wordgame.WordGame}: the environment, its provider and its tasks. The rules
 * of one game are in {@link dev.openenv.environments.wordgame.WordRound} and {@link
 * dev.openenv.environments.wordgame.Marks}; other environments that play the same game use these two. {@link
 * dev.openenv.environments.wordgame.SimpleGuesser} and {@link
 * dev.openenv.environments.wordgame.InformationGuesser} play it. The word lists and where they come from: {@link
 * dev.openenv.environments.wordgame.Words}.
 *
 * <p>To add an agent, implement {@code Policy<Guess, Feedback>}; a feedback tells all that happened so far, so a policy
 * need not remember anything.
 */
@NullMarked
package dev.openenv.environments.wordgame;

import org.jspecify.annotations.NullMarked;
