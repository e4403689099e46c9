package dev.openenv.examples;

import dev.openenv.recording.Recording;
import dev.openenv.recording.RecordingWriter;
import dev.openenv.recording.Replay;
import dev.openenv.rollout.Rollouts;
import java.nio.file.Path;

/** Plays twenty nights in the cabin, records them, reads the file back and plays every episode again. */
public final class RecordAndReplay {

    private RecordAndReplay() {}

    public static void main(String[] args) {
        var file = Path.of(args.length > 0 ? args[0] : "cabin.jsonl");
        var cabin = Cabin.provider();

        try (var writer = RecordingWriter.replace(file)) {
            var run = Rollouts.of(cabin)
                    .policy("keeper", CabinKeeper::new)
                    .drawings(true)
                    .listener(writer.listener(cabin))
                    .run();
            System.out.println("outcomes: " + run.outcomes());
            System.out.println("mean reward: " + run.meanReward().orElseThrow());
        }

        var episodes = Recording.read(file).episodes();
        var replay = Replay.of(cabin);
        var same =
                episodes.stream().filter(episode -> replay.run(episode).same()).count();
        System.out.println("replayed: " + same + " of " + episodes.size() + " are the same");
    }
}
