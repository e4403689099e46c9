package dev.openenv.environments.openspiel;

import dev.openenv.Policy;
import java.util.Collections;

/** Cliff walking: up, right along the edge, down. */
final class EdgeWalker implements Policy<OpenSpielAction, OpenSpielObservation> {

    private final int columns;

    EdgeWalker(int columns) {
        if (columns < 3) {
            throw new IllegalArgumentException("columns must be at least 3, got " + columns);
        }
        this.columns = columns;
    }

    @Override
    public OpenSpielAction act(OpenSpielObservation observation) {
        var taken = Collections.frequency(observation.infoState(), 1.0);
        if (taken == 0) {
            return OpenSpielAction.of(CliffWalking.UP);
        }
        return OpenSpielAction.of(taken < columns ? CliffWalking.RIGHT : CliffWalking.DOWN);
    }
}
