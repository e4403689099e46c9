/**
 * Environments that live on a server and speak the OpenEnv wire protocol, in Java or in Python.
 *
 * <p>Start with {@link dev.openenv.remote.RemoteProvider}: it opens them, one WebSocket for each, and tells what the server
 * says about itself. {@link dev.openenv.remote.RemoteException} is what goes wrong on the way; refusals and failures of the
 * world itself are the same exceptions as in process.
 *
 * <p>To extend: wrap the provider or the environments it opens; this package has no extension points of its own.
 */
@NullMarked
package dev.openenv.remote;

import org.jspecify.annotations.NullMarked;
