package dev.openenv.server;

import dev.openenv.InvalidOptionException;
import dev.openenv.ResetOptions;
import dev.openenv.TaskSet;
import dev.openenv.json.JsonObject;
import java.math.BigInteger;

/**
 * Turns {@code split} and {@code index} of a reset into what that task of the provider's set starts with. What the task
 * says wins over what the client sent; the episode's id, and a seed that the task leaves open, are the client's.
 */
final class ChosenTask {

    private ChosenTask() {}

    static ResetOptions of(TaskSet tasks, ResetOptions asked) {
        var values = asked.values();
        if (tasks.isEmpty() || !(values.get("split") instanceof String split)) {
            return asked;
        }
        var among = tasks.split(split).tasks();
        if (among.isEmpty()) {
            throw new InvalidOptionException("split", "one of " + tasks.splits(), split);
        }
        var index = values.has("index") ? LaxValue.integer(values.get("index")) : BigInteger.ZERO;
        if (index == null || index.bitLength() > 31) {
            throw outside(among.size(), values);
        }
        var place = index.intValue() < 0 ? index.intValue() + among.size() : index.intValue();
        if (place < 0 || place >= among.size()) {
            throw outside(among.size(), values);
        }
        var task = tasks.grading(among.get(place).id()).resetOptions();
        var merged = task.withValues(JsonObject.builder()
                .putAll(values.without("split").without("index"))
                .putAll(task.values())
                .build());
        if (task.originalSeed().isEmpty() && asked.originalSeed().isPresent()) {
            merged = merged.withSeed(asked.originalSeed().get());
        }
        return asked.episodeId().isPresent()
                ? merged.withEpisodeId(asked.episodeId().get())
                : merged;
    }

    private static InvalidOptionException outside(int size, JsonObject values) {
        return new InvalidOptionException("index", "a whole number from 0 to " + (size - 1), values.get("index"));
    }
}
