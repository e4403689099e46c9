package dev.openenv.script;

import dev.openenv.Action;
import dev.openenv.Observation;
import org.jspecify.annotations.Nullable;

/** A script while it is played once. */
interface Cue<A extends Action, O extends Observation> {

    /** What is done now; null at the end of the script. */
    @Nullable
    A next(int step, O observation);

    /** What is left to do, in words that follow "with"; null when the episode may end here. */
    @Nullable
    String left(int step);
}
