/**
 * Agents and chat models that do what a test tells them to, and fail when the world or the agent goes another way.
 *
 * <table>
 * <caption>Where to start</caption>
 * <tr><th>to script</th><th>read</th></tr>
 * <tr><td>an agent: actions, a function, a recorded episode</td><td>{@link dev.openenv.script.ScriptedAgent}</td></tr>
 * <tr><td>an agent that depends on what it sees</td><td>{@link dev.openenv.script.StateMachine}</td></tr>
 * <tr><td>the model behind an agent</td><td>{@link dev.openenv.script.ChatScript}, and the adapters in the modules for
 *     LangChain4j and Spring AI</td></tr>
 * </table>
 *
 * <p>To extend: an adapter for another framework turns its messages into {@link dev.openenv.script.ChatTurn}s, asks
 * {@link dev.openenv.script.ChatScript#answer} and turns the {@link dev.openenv.script.ChatReply} back.
 */
@NullMarked
package dev.openenv.script;

import org.jspecify.annotations.NullMarked;
