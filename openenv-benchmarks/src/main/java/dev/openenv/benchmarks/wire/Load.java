package dev.openenv.benchmarks.wire;

import java.io.IOException;
import java.time.Duration;

/** Calls, one after the other or many at once, for so long. */
interface Load {

    /** Returns how many were answered. */
    long run(Duration time) throws IOException;
}
