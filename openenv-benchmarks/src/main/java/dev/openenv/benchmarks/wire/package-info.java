/** The wire under load: the server of this project, the reference in Python and a bare WebSocket echo, side by side. */
package dev.openenv.benchmarks.wire;
