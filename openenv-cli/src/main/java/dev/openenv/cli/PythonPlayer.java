package dev.openenv.cli;

import dev.openenv.Outcome;
import dev.openenv.codec.JsonText;
import dev.openenv.environments.wordgame.Words;
import dev.openenv.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/** The agent {@code simple} once more, written in Python and playing through the client of the Python package. */
final class PythonPlayer {

    private static final String PROGRAM = "word_player.py";

    private final Path interpreter;
    private final Interruption interruption;

    PythonPlayer(Path interpreter, Interruption interruption) {
        this.interpreter = interpreter;
        this.interruption = interruption;
    }

    /**
     * A game that was played.
     *
     * @param seed of its reset
     * @param words the guesses
     * @param reward of the last step
     */
    record Game(long seed, List<String> words, double reward) {

        static Game of(JsonObject line) {
            return new Game(
                    line.integer("seed").orElseThrow(),
                    line.list("words").orElseThrow().stream()
                            .map(String::valueOf)
                            .toList(),
                    line.number("reward").orElseThrow());
        }

        boolean solved() {
            return reward == 1;
        }
    }

    /** Plays a game for each seed; throws a {@link CannotRunException} when Python ends with an error. */
    List<Game> play(URI server, List<Long> seeds, Progress progress) throws InterruptedException {
        try {
            var folder = Files.createTempDirectory("openenv-python");
            try {
                return play(server, seeds, progress, folder);
            } finally {
                Files.deleteIfExists(folder.resolve(PROGRAM));
                Files.deleteIfExists(folder.resolve("words"));
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new CannotRunException("the Python client could not be run: " + e.getMessage(), e);
        }
    }

    private List<Game> play(URI server, List<Long> seeds, Progress progress, Path folder)
            throws IOException, InterruptedException {
        var tried = new LinkedHashSet<>(Words.english().secrets());
        tried.addAll(Words.english().guesses());
        Files.write(folder.resolve("words"), tried);
        try (var program = Objects.requireNonNull(PythonPlayer.class.getResourceAsStream(PROGRAM))) {
            Files.copy(program, folder.resolve(PROGRAM));
        }
        var command = new ArrayList<>(List.of(
                interpreter.toString(),
                folder.resolve(PROGRAM).toString(),
                server.toString(),
                folder.resolve("words").toString()));
        seeds.forEach(seed -> command.add(seed.toString()));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        interruption.cancelWith(process::destroy);
        try (var output = process.inputReader()) {
            var games = new ArrayList<Game>();
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                var game = Game.of(JsonText.parse(line));
                games.add(game);
                progress.ended(game.solved() ? Outcome.SOLVED : Outcome.UNSOLVED);
            }
            if (process.waitFor() != 0 && !interruption.occurred()) {
                throw new IOException("it ended with exit code " + process.exitValue());
            }
            return games;
        } finally {
            process.destroyForcibly();
        }
    }
}
