package dev.openenv.cli;

import dev.openenv.Drawing;
import dev.openenv.Failure;
import dev.openenv.Outcome;
import dev.openenv.StepResult;
import dev.openenv.Trajectory;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints the parts of an episode for people: the drawing where there is one, else the observation. */
final class EpisodeText {

    private static final int DIGITS = 6;

    /** Numbers with more digits than this before the point, or zeros behind it, are written with an exponent. */
    private static final int PLAIN = 15;

    private final Screen screen;
    private int steps;

    EpisodeText(Screen screen) {
        this.screen = screen;
    }

    /** A whole episode that was recorded. */
    void print(Trajectory<JsonAction, JsonObservation> episode) {
        screen.line(screen.bold(Printable.line(episode.episodeId())));
        screen.line(Printable.line(episode.environment() + " " + episode.environmentVersion() + ", agent "
                + episode.agent() + ", task " + episode.task().id() + ", attempt " + episode.attempt()
                + episode.resetOptions()
                        .originalSeed()
                        .map(seed -> ", seed " + seed)
                        .orElse("")));
        if (!episode.task().instruction().isEmpty()) {
            screen.line(Printable.lines(episode.task().instruction()));
        }
        episode.initial()
                .ifPresent(first -> reset(
                        first.observation().json(), episode.initialDrawing().orElse(null)));
        for (var step : episode.steps()) {
            var action = step.action().json();
            step.result()
                    .ifPresent(result -> taken(
                            action,
                            result,
                            result.observation().json(),
                            step.drawing().orElse(null)));
            step.failure().ifPresent(why -> refused(action, why.message()));
        }
        end(episode);
    }

    void reset(JsonObject observation, @Nullable Drawing drawing) {
        screen.line();
        world(observation, drawing);
    }

    void taken(JsonObject action, StepResult<?> result, JsonObject observation, @Nullable Drawing drawing) {
        steps++;
        screen.line();
        var reward = result.reward();
        screen.line(screen.bold("step " + steps) + "  " + json(action)
                + (reward.isPresent() ? "  reward " + number(reward.getAsDouble()) : ""));
        world(observation, drawing);
    }

    void refused(JsonObject action, String why) {
        screen.line();
        screen.line(screen.bold("refused") + "  " + json(action));
        screen.line(screen.red(Printable.line(why)));
    }

    void end(Trajectory<?, ?> episode) {
        screen.line();
        screen.line(outcome(episode.outcome()) + ": " + episode.stepCount()
                + (episode.stepCount() == 1 ? " step" : " steps") + ", total reward " + number(episode.totalReward()));
        episode.failure().map(Failure::message).ifPresent(why -> screen.line(screen.red(Printable.line(why))));
    }

    private String outcome(Outcome outcome) {
        var words = words(outcome);
        return outcome == Outcome.SOLVED ? screen.green(words) : screen.bold(words);
    }

    private void world(JsonObject observation, @Nullable Drawing drawing) {
        if (drawing == null || drawing.text().isBlank()) {
            screen.line(json(observation));
        } else {
            screen.line(Printable.lines(drawing.text().stripTrailing()));
        }
    }

    static String words(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String json(JsonObject value) {
        return Printable.line(JsonText.write(value));
    }

    static String number(double value) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        var rounded = new BigDecimal(value).round(new MathContext(DIGITS)).stripTrailingZeros();
        var magnitude = rounded.precision() - rounded.scale();
        return Math.abs(magnitude) > PLAIN ? rounded.toString() : rounded.toPlainString();
    }
}
