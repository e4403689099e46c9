package dev.openenv;

import java.util.Objects;

/** Follows a policy until the episode is done. */
record PolicyAgent<A extends Action, O extends Observation>(Policy<A, O> policy) implements Agent<A, O> {

    PolicyAgent {
        Objects.requireNonNull(policy, "policy");
    }

    @Override
    public void play(Episode<A, O> episode) {
        while (!episode.done()) {
            var action = policy.act(episode.last().observation());
            try {
                episode.step(action);
            } catch (InvalidActionException refused) {
                // The episode counts it and ends itself at its limit; a policy has no other way to hear of it.
            }
        }
    }
}
