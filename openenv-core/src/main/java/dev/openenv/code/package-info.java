/**
 * Code as an action: who runs it, and how it reaches the tools.
 *
 * <p>A world gives {@link dev.openenv.code.CodeSteps} its actions. A {@link dev.openenv.code.CodeExecutor} opens a {@link
 * dev.openenv.code.CodeSession} for each episode, which keeps the variables and calls tools through a {@link
 * dev.openenv.code.CodeHost}. To add an executor that runs {@link dev.openenv.code.PythonGuest} somewhere, carry its messages
 * in a {@link dev.openenv.code.GuestLine}; {@link dev.openenv.code.GuestSession} does the rest.
 */
@NullMarked
package dev.openenv.code;

import org.jspecify.annotations.NullMarked;
