package dev.openenv.junit;

import dev.openenv.EnvironmentProvider;
import dev.openenv.rollout.Rollouts;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import java.util.List;
import java.util.function.UnaryOperator;

/** A {@link Trial} in an environment whose actions are tool calls and code. */
public final class ToolTrial extends Trial<ToolAction, ToolObservation> {

    ToolTrial(
            EnvironmentProvider<ToolAction, ToolObservation> world,
            TestEpisode episode,
            UnaryOperator<Rollouts<ToolAction, ToolObservation>> settings,
            String test,
            List<PlayedEpisode<ToolAction, ToolObservation>> played) {
        super(world, episode, settings, test, played);
    }
}
