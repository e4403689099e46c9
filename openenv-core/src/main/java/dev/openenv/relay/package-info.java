/**
 * Carries TCP connections over one pair of byte streams, for a server that has no network: a container's standard input and
 * output, for example. {@link dev.openenv.relay.RelayLink} says how the bytes look; {@link dev.openenv.relay.RelayListener} is
 * the near end, where clients connect; {@link dev.openenv.relay.RelayLink#serve} and {@link dev.openenv.relay.PythonRelay} are
 * the far one, beside the server.
 */
@NullMarked
package dev.openenv.relay;

import org.jspecify.annotations.NullMarked;
