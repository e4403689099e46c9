package dev.openenv.environments.cartpole;

import dev.openenv.Policy;

/**
 * Balances {@link CartPole}: it pushes to the side that a weighted sum of the four numbers points to. The pole's motion
 * weighs most; the cart's keeps it from drifting off the track.
 *
 * <p>Immutable.
 */
public final class LinearController implements Policy<Push, CartPoleView> {

    private static final Push LEFT = new Push(Push.LEFT);
    private static final Push RIGHT = new Push(Push.RIGHT);

    /** A controller. */
    public LinearController() {}

    @Override
    public Push act(CartPoleView view) {
        var lean = 0.1 * view.position() + 0.2 * view.velocity() + 2 * view.angle() + 0.5 * view.angularVelocity();
        return lean > 0 ? RIGHT : LEFT;
    }
}
