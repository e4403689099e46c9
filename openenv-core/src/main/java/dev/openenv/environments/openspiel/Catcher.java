package dev.openenv.environments.openspiel;

import dev.openenv.Policy;

/** Catch: goes to the ball's column and waits. */
final class Catcher implements Policy<OpenSpielAction, OpenSpielObservation> {

    @Override
    public OpenSpielAction act(OpenSpielObservation observation) {
        var view = observation.infoState();
        var ball = view.indexOf(1.0) % Catch.COLUMNS;
        var paddle = view.lastIndexOf(1.0) % Catch.COLUMNS;
        return OpenSpielAction.of(Integer.signum(ball - paddle) + 1);
    }
}
