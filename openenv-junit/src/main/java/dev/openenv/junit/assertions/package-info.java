/**
 * Assertions on what an agent did, on AssertJ.
 *
 * <p>Start with {@link dev.openenv.junit.assertions.OpenEnvAssertions#assertThat}, imported statically; it takes over
 * AssertJ's own {@code assertThat}, too. {@link dev.openenv.junit.assertions.OpenEnvSoftAssertions} collects several
 * failures. To extend: AssertJ's own way, a subclass of {@code AbstractAssert} on {@link dev.openenv.Trajectory}.
 */
@NullMarked
package dev.openenv.junit.assertions;

import org.jspecify.annotations.NullMarked;
