/**
 * Environments and agents in which something goes wrong: chosen by a seed, the same every time, and written down.
 *
 * <table>
 * <caption>Where to start</caption>
 * <tr><th>to</th><th>read</th></tr>
 * <tr><td>make an environment unreliable</td><td>{@link dev.openenv.fault.Faults}</td></tr>
 * <tr><td>know which faults an episode met</td><td>{@link dev.openenv.fault.FaultReport}</td></tr>
 * <tr><td>make time pass without waiting, or jump</td><td>{@link dev.openenv.fault.FaultClock}</td></tr>
 * <tr><td>play with an agent that misbehaves</td><td>{@link dev.openenv.fault.AgentFaults}</td></tr>
 * </table>
 *
 * <p>To extend: a new kind of fault is a constant of {@link dev.openenv.fault.FaultKind}, drawn from a stream of its own, so that
 * the faults of old seeds stay what they were.
 */
@NullMarked
package dev.openenv.fault;

import org.jspecify.annotations.NullMarked;
