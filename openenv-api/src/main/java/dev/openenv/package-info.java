/**
 * Environments, agents, tasks and what an episode leaves behind.
 *
 * <table>
 * <caption>Where to start</caption>
 * <tr><th>to</th><th>read</th></tr>
 * <tr><td>write a world</td><td>{@link dev.openenv.Environment}, {@link dev.openenv.StepResult},
 *     {@link dev.openenv.ResetOptions}, {@link dev.openenv.InvalidActionException}</td></tr>
 * <tr><td>write an agent</td><td>{@link dev.openenv.Policy} (a function) or {@link dev.openenv.Agent} (owns its
 *     loop), {@link dev.openenv.Episode}</td></tr>
 * <tr><td>describe and open worlds</td><td>{@link dev.openenv.EnvironmentSpec},
 *     {@link dev.openenv.EnvironmentProvider}, {@link dev.openenv.EnvironmentCatalog}</td></tr>
 * <tr><td>evaluate</td><td>{@link dev.openenv.TaskSet}, {@link dev.openenv.Grader},
 *     {@link dev.openenv.Trajectory}, {@link dev.openenv.Outcome}</td></tr>
 * <tr><td>handle errors</td><td>{@link dev.openenv.OpenEnvException}: blame, effect, retry</td></tr>
 * </table>
 *
 * <p>To extend: implement {@link dev.openenv.Environment}, {@link dev.openenv.Agent}, {@link dev.openenv.Policy},
 * {@link dev.openenv.Grader} or {@link dev.openenv.EnvironmentProvider}. {@link dev.openenv.Episode} is implemented by
 * the SDK only.
 */
@NullMarked
package dev.openenv;

import org.jspecify.annotations.NullMarked;
