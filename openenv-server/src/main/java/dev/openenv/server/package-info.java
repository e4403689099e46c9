/**
 * Serves any environment over the OpenEnv wire, so that clients in any language can play it.
 *
 * <p>Start with {@link dev.openenv.server.EnvServer}. {@link dev.openenv.server.ConformanceWorlds} holds the worlds with
 * which servers and clients of the wire are checked against each other. A world that imitates one with details of its
 * language implements {@link dev.openenv.server.StepKeywords} or {@link dev.openenv.server.RawReward}; no other world
 * needs to know this package.
 *
 * <p>Inside: {@code HttpRoutes} and {@code SocketSession} are the two ways in, {@code ServedWorld} calls the environment,
 * {@code WireResult}, {@code WireSchema} and {@code ErrorItems} are the spelling of the wire.
 */
@NullMarked
package dev.openenv.server;

import org.jspecify.annotations.NullMarked;
