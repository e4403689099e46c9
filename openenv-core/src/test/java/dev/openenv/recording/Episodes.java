package dev.openenv.recording;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.OpenEnvException;
import dev.openenv.ResetOptions;
import dev.openenv.Trajectory;
import dev.openenv.codec.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Makes recordings for the tests by playing, with a clock that stands still. */
final class Episodes {

    private Episodes() {}

    static <A extends Action, O extends Observation> RecordingEnvironment<A, O> recording(
            Environment<A, O> environment, EnvironmentProvider<A, O> provider, RecordingWriter writer) {
        return new RecordingEnvironment<>(environment, provider, writer, new AtomicLong()::get, false);
    }

    /** Plays one finished episode of the dice. */
    static void dice(RecordingWriter writer, String id, long seed) {
        var provider = DiceWorld.provider();
        try (var world = recording(provider.open(), provider, writer)) {
            world.reset(ResetOptions.seed(seed).withEpisodeId(id));
            for (var face = 1; face <= DiceWorld.ROLLS; face++) {
                world.step(new DiceWorld.Guess(face));
            }
        }
    }

    /** A new file with this many finished episodes. */
    static Path dice(Path directory, int episodes) {
        var path = directory.resolve("dice-" + episodes + ".jsonl");
        try (var writer = RecordingWriter.replace(path)) {
            for (var i = 0; i < episodes; i++) {
                dice(writer, "episode-" + i, i);
            }
        }
        return path;
    }

    static String code(Throwable thrown) {
        return ((OpenEnvException) thrown).code();
    }

    /** Everything in a trajectory, for comparison. */
    static List<?> parts(Trajectory<?, ?> trajectory) {
        return List.of(
                List.of(trajectory.environment(), trajectory.environmentVersion(), trajectory.episodeId()),
                List.of(trajectory.agent(), trajectory.task(), trajectory.attempt(), trajectory.resetOptions()),
                List.of(trajectory.initial(), trajectory.initialDrawing(), trajectory.steps()),
                List.of(trajectory.outcome(), trajectory.failure(), trajectory.grade()),
                List.of(trajectory.usage(), trajectory.duration(), trajectory.totalReward(), trajectory.stepCount()));
    }

    static List<String> lines(Path path) throws IOException {
        return Files.readAllLines(path);
    }

    /** A file of these lines, with the hashes that they need. */
    static Path chained(Path directory, List<String> lines) throws IOException {
        var chain = new HashChain();
        return file(
                directory,
                lines.stream()
                        .map(line -> {
                            var json = JsonText.parse(line).without("hash");
                            return JsonText.write(json.with("hash", chain.next(JsonText.canonical(json))));
                        })
                        .toList());
    }

    static Path file(Path directory, List<String> lines) throws IOException {
        return Files.write(directory.resolve("changed.jsonl"), lines);
    }
}
