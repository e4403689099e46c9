package dev.openenv.junit.assertions;

import org.assertj.core.api.SoftAssertions;

/**
 * AssertJ's soft assertions, which know episodes, too: what fails is collected and told together.
 *
 * <p>Confined to one thread at a time.
 *
 * <pre>{@code
 * var softly = new OpenEnvSoftAssertions();
 * softly.assertThat(episode).isSolved().withinSteps(8);
 * softly.assertThat(episode).called("close_ticket").once();
 * softly.assertAll();
 * }</pre>
 *
 * <p>AssertJ's {@code SoftAssertionsExtension} injects it, and {@code AutoCloseableSoftAssertions} has its like in a
 * class of one's own that implements {@link OpenEnvSoftAssertionsProvider}.
 */
public class OpenEnvSoftAssertions extends SoftAssertions implements OpenEnvSoftAssertionsProvider {

    /** Soft assertions of which none failed yet. */
    public OpenEnvSoftAssertions() {}
}
