package dev.openenv.cli;

import dev.openenv.StepResult;
import dev.openenv.TaskSet;
import dev.openenv.Trajectory;
import dev.openenv.environments.wordgame.Feedback;
import dev.openenv.environments.wordgame.Guess;
import java.util.HashMap;
import java.util.List;

/** Compares games that were played in different homes. */
final class WordGames {

    private WordGames() {}

    /** Whether two games of a task went the same way, seen from both sides. */
    static boolean same(Trajectory<Guess, Feedback> one, Trajectory<Guess, Feedback> other) {
        return one.task().id().equals(other.task().id())
                && one.outcome() == other.outcome()
                && one.totalReward() == other.totalReward()
                && guesses(one).equals(guesses(other))
                && seen(one).equals(seen(other));
    }

    /** How many games were not played so in Python. */
    static int differing(List<Trajectory<Guess, Feedback>> games, List<PythonPlayer.Game> python) {
        var bySeed = new HashMap<Long, PythonPlayer.Game>();
        python.forEach(game -> bySeed.put(game.seed(), game));
        var differing = 0;
        for (var game : games) {
            var other = bySeed.get(game.resetOptions().seed().orElseThrow());
            var same = other != null
                    && guesses(game).equals(other.words())
                    && game.last().orElseThrow().reward().orElse(0) == other.reward();
            differing += same ? 0 : 1;
        }
        return differing;
    }

    /** The seeds of the games. */
    static List<Long> seeds(List<Trajectory<Guess, Feedback>> games) {
        return games.stream()
                .map(game -> game.resetOptions().seed().orElseThrow())
                .toList();
    }

    /** The seeds that tasks bring. */
    static List<Long> seeds(TaskSet tasks) {
        return tasks.tasks().stream()
                .map(task -> tasks.grading(task.id()).resetOptions().seed().orElseThrow())
                .toList();
    }

    private static List<String> guesses(Trajectory<Guess, Feedback> game) {
        return game.steps().stream().map(step -> step.action().word()).toList();
    }

    private static List<Feedback> seen(Trajectory<Guess, Feedback> game) {
        return game.steps().stream()
                .flatMap(step -> step.result().stream())
                .map(StepResult::observation)
                .toList();
    }
}
