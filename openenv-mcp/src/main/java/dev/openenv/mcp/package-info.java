/**
 * Tools of foreign servers of the Model Context Protocol, as tools of an environment.
 *
 * <p>Start with {@link dev.openenv.mcp.McpTools}. The other way round, an environment's tools for clients of the protocol, is
 * part of {@code openenv-server}.
 */
@NullMarked
package dev.openenv.mcp;

import org.jspecify.annotations.NullMarked;
