/**
 * Six classic games behind one action and one observation, as OpenEnv's {@code openspiel_env} plays them: catch,
 * tic-tac-toe, Kuhn poker, cliff walking, 2048 and blackjack.
 *
 * <table>
 * <caption>Where to start</caption>
 * <tr><th>to</th><th>read</th></tr>
 * <tr><td>open one of the games</td><td>{@link dev.openenv.environments.openspiel.OpenSpielEnvironments}</td></tr>
 * <tr><td>see what an agent sends and sees</td><td>{@link dev.openenv.environments.openspiel.OpenSpielAction},
 *     {@link dev.openenv.environments.openspiel.OpenSpielObservation}</td></tr>
 * <tr><td>let a scripted agent play</td><td>{@link dev.openenv.environments.openspiel.OpenSpielAgents}</td></tr>
 * <tr><td>choose the side or the opponent</td><td>{@link dev.openenv.environments.openspiel.OpenSpielEnvironment},
 *     {@link dev.openenv.environments.openspiel.OpponentPolicy}</td></tr>
 * <tr><td>search a game tree</td><td>{@link dev.openenv.environments.openspiel.Game},
 *     {@link dev.openenv.environments.openspiel.Position}</td></tr>
 * </table>
 *
 * <p>To extend: implement {@link dev.openenv.environments.openspiel.Position} for a game of your own and hand a
 * {@link dev.openenv.environments.openspiel.Game} that starts with it to
 * {@link dev.openenv.environments.openspiel.OpenSpielEnvironment}; turns, chance, opponents, rewards and phases are then
 * taken care of.
 */
@NullMarked
package dev.openenv.environments.openspiel;

import org.jspecify.annotations.NullMarked;
