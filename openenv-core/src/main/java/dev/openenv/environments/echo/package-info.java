/**
 * A world with two tools that give back what they are told: the smallest thing to test an agent, a client or a server with.
 *
 * <p>Start with {@link dev.openenv.environments.echo.Echo}. It is a world without types of its own: actions and observations
 * are JSON, spelled as OpenEnv's Python reference spells them on the wire. {@link
 * dev.openenv.environments.echo.EchoAgent} shows how an agent finds tools and calls them.
 */
@NullMarked
package dev.openenv.environments.echo;

import org.jspecify.annotations.NullMarked;
