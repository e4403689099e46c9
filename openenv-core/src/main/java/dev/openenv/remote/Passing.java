package dev.openenv.remote;

import dev.openenv.OpenEnvException;

/** What another attempt may not meet. */
final class Passing extends Exception {

    private static final long serialVersionUID = 1L;

    private final OpenEnvException failure;

    Passing(OpenEnvException failure) {
        super(failure);
        this.failure = failure;
    }

    /** What to throw when there is no other attempt. */
    OpenEnvException failure() {
        return failure;
    }
}
