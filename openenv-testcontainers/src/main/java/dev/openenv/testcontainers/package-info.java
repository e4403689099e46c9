/** Environments in containers that Testcontainers starts and removes. Start at {@link dev.openenv.testcontainers.EnvironmentContainer}. */
@NullMarked
package dev.openenv.testcontainers;

import org.jspecify.annotations.NullMarked;
