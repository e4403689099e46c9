/**
 * Tools: what an environment lets an agent call by name, and the actions and observations that do so.
 *
 * <p>Start with {@link dev.openenv.tools.ToolSet}, which makes tools of plain functions. An environment that has tools
 * offers the capability {@link dev.openenv.tools.Tools}, found with {@link dev.openenv.Environment#find}, and usually takes
 * {@link dev.openenv.tools.ToolAction}s in its steps; {@link dev.openenv.tools.ToolSteps} answers those.
 *
 * <p>What a tool gives is a {@link dev.openenv.tools.ToolResult}. What goes wrong has a
 * {@link dev.openenv.tools.ToolErrorKind}: thrown as a {@link dev.openenv.tools.ToolException} by a direct call, told as a
 * {@link dev.openenv.tools.ToolError} in the observation of a step.
 */
@NullMarked
package dev.openenv.tools;

import org.jspecify.annotations.NullMarked;
