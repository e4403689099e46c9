package dev.openenv.code;

import dev.openenv.CapacityException;
import dev.openenv.OpenEnvException;

/**
 * Runs the code of agents in some place that confines it, for as many worlds as it has room for.
 *
 * <p>Safe for many threads. Whoever made it closes it, after the worlds that use it.
 */
public interface CodeExecutor extends AutoCloseable {

    /**
     * What it speaks.
     *
     * @return the language's name in lower case, such as {@code python}
     */
    String language();

    /**
     * What the code may use.
     *
     * @return the limits of each action
     */
    CodeLimits limits();

    /**
     * What the code cannot do here, and what it can, for people.
     *
     * @return a line or a few
     */
    String confinement();

    /**
     * Opens a place without variables.
     *
     * @return the session, which the caller closes
     * @throws CapacityException when there was no room for longer than one waits
     * @throws OpenEnvException when the place cannot be made
     */
    CodeSession open();

    /** Ends all sessions and gives everything back. Does nothing the second time. */
    @Override
    void close();
}
