package dev.openenv.junit.assertions;

import dev.openenv.Failure;
import dev.openenv.StepResult;
import dev.openenv.Trajectory;
import dev.openenv.codec.PrintableText;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the first place where an episode tells a secret. */
final class Leaks {

    private final Secret secret;
    private @Nullable String found;

    private Leaks(Secret secret) {
        this.secret = secret;
    }

    /** In what the agent was given: task, observations, metadata, and why an action was refused. */
    static Optional<String> seen(Trajectory<JsonAction, JsonObservation> episode, Secret secret) {
        var leaks = new Leaks(secret);
        leaks.value("task, /instruction", episode.task().instruction());
        leaks.value("task, /inputs", episode.task().inputs());
        episode.initial().ifPresent(initial -> leaks.result("reset, ", initial));
        var number = 0;
        for (var step : episode.steps()) {
            var place = "step " + ++number + ", ";
            step.result().ifPresent(result -> leaks.result(place, result));
            step.failure().map(Failure::message).ifPresent(message -> leaks.value(place + "/failure/message", message));
        }
        return Optional.ofNullable(leaks.found);
    }

    /** In what the agent did: its actions, and the calls that its code made. */
    static Optional<String> sent(Trajectory<JsonAction, JsonObservation> episode, List<ToolUse> uses, Secret secret) {
        var leaks = new Leaks(secret);
        var number = 0;
        for (var step : episode.steps()) {
            leaks.value("step " + ++number + ", /action", step.action().json());
        }
        uses.stream()
                .filter(ToolUse::byCode)
                .forEach(use -> leaks.value(
                        "step " + use.step() + ", arguments of " + use.tool() + " called by code, ", use.arguments()));
        return Optional.ofNullable(leaks.found);
    }

    private void result(String place, StepResult<JsonObservation> result) {
        value(place + "/observation", result.observation().json());
        value(place + "/metadata", result.metadata());
    }

    private void value(String place, @Nullable Object value) {
        if (found != null) {
            return;
        }
        if (value instanceof JsonObject object) {
            for (var name : object.names()) {
                text(place + ", a name", name);
                value(place + "/" + name, object.get(name));
            }
        } else if (value instanceof List<?> list) {
            for (var i = 0; i < list.size(); i++) {
                value(place + "/" + i, list.get(i));
            }
        } else if (value instanceof String text) {
            text(place, text);
        } else if (value instanceof Number number && secret.is(number.toString())) {
            text(place, number.toString());
        }
    }

    private void text(String place, String text) {
        if (found == null) {
            found = secret.toldBy(text)
                    .map(how -> "at " + PrintableText.of(secret.removedFrom(place)) + " (" + how + ")")
                    .orElse(null);
        }
    }
}
