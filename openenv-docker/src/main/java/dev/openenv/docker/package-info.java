/**
 * Environments in containers: {@link dev.openenv.docker.DockerProvider} starts an image for each environment it opens,
 * confined by default, and removes it when that is closed.
 */
@NullMarked
package dev.openenv.docker;

import org.jspecify.annotations.NullMarked;
