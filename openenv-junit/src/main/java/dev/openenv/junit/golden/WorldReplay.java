package dev.openenv.junit.golden;

import dev.openenv.EnvironmentProvider;
import dev.openenv.recording.Divergence;
import dev.openenv.recording.IgnoredValues;
import dev.openenv.recording.Replay;
import java.util.Optional;

/** Asks an environment whether it still gives what a golden episode says. */
final class WorldReplay {

    private final IgnoredValues ignored;

    WorldReplay(IgnoredValues ignored) {
        this.ignored = ignored;
    }

    /** What is no longer so, in words; empty when everything is. */
    Optional<String> difference(GoldenEpisode golden, EnvironmentProvider<?, ?> world) {
        try {
            var result = Replay.of(world).ignoring(ignored).run(golden.json());
            return result.divergence().map(WorldReplay::words).or(() -> result.notReplayable()
                    .map(why -> "it cannot be played again to its end: " + why));
        } catch (RuntimeException e) {
            return Optional.of("it cannot be played again: " + e.getMessage());
        }
    }

    private static String words(Divergence divergence) {
        var place = divergence.step() == Divergence.RESET ? "reset" : "step " + (divergence.step() + 1);
        return place + ", " + divergence.pointer() + ": expected " + divergence.expected() + ", got "
                + divergence.actual();
    }
}
