package dev.openenv.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the commands that play many episodes. */
final class EvaluationOptions {

    @Option(
            names = "--seed",
            paramLabel = "S",
            order = 10,
            description =
                    "Make every episode's seed from S. Without it each task plays with its own seed; either way the"
                            + " same command plays the same episodes.")
    private @Nullable Long seed;

    @Option(
            names = "--parallel",
            paramLabel = "P",
            order = 11,
            description = "Play P episodes at the same time (default: one for each processor).")
    private int parallel = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            order = 12,
            description = "Write episodes.jsonl and report.html into DIR, replacing those of an earlier run (default:"
                    + " openenv-runs/demo for the demo; for a run openenv-runs/NAME, with a number behind it where that"
                    + " holds a recording already).")
    private @Nullable Path out;

    @Nullable
    Long seed() {
        return seed;
    }

    int parallel() {
        return positive("--parallel", parallel);
    }

    @Nullable
    Path out() {
        return out;
    }

    static int positive(String option, int value) {
        if (value < 1) {
            throw new WrongUsageException(option + " must be at least 1, got " + value);
        }
        return value;
    }
}
