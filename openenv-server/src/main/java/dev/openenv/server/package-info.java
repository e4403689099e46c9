/**
 * Serves any environment over the OpenEnv wire, so that clients in any language can play it.
 *
 * <p>Start with {@link dev.openenv.server.EnvServer}.
 *
 * <p>Inside: {@code HttpRoutes} and {@code SocketSession} are the two ways in, {@code ServedWorld} calls the environment,
 * {@code WireResult}, {@code WireSchema} and {@code ErrorItems} are the spelling of the wire.
 */
@NullMarked
package dev.openenv.server;

import org.jspecify.annotations.NullMarked;
