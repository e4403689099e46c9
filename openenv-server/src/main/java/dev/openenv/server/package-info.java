/**
 * Serves any environment over the OpenEnv wire, so that clients in any language can play it.
 *
 * <p>Start with {@link dev.openenv.server.EnvServer}.
 *
 * <p>Inside, from the network to the world: {@code Entrance} admits; {@code HttpRoutes} and {@code Sockets} are the two ways
 * in; {@code Session} and {@code WorldQueue} say whose world it is and whose turn; {@code Served} calls the environment;
 * {@code Frames}, {@code McpDialect}, {@code WireResult}, {@code WireSchema} and {@code ErrorItems} are the spelling of the
 * wire.
 */
@NullMarked
package dev.openenv.server;

import org.jspecify.annotations.NullMarked;
