package dev.openenv.remote;

import dev.openenv.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds where JSON of one schema is sure to be refused or misread by the other side: fields that one side lacks or asks for,
 * and other types. Words that only narrow, such as ranges and lengths, are not compared.
 */
final class SchemaDifferences {

    private static final int DEEPEST = 8;
    private static final Set<String> BESIDE = Set.of("done", "reward", "metadata");

    private final JsonObject writer;
    private final JsonObject reader;
    private final List<String> found = new ArrayList<>();

    private SchemaDifferences(JsonObject writer, JsonObject reader) {
        this.writer = writer;
        this.reader = reader;
    }

    /** What is wrong with actions of ours for a server. */
    static List<String> ofActions(JsonObject ours, JsonObject theirs) {
        var differences = new SchemaDifferences(ours, theirs);
        differences.compare("action", ours, theirs, "here", "the server", 0);
        return differences.found;
    }

    /** What is wrong with observations of a server for us. */
    static List<String> ofObservations(JsonObject theirs, JsonObject ours) {
        var differences = new SchemaDifferences(theirs, ours);
        differences.compare("observation", theirs, ours, "the server", "here", 0);
        return differences.found;
    }

    private void compare(String place, JsonObject written, JsonObject read, String writes, String reads, int depth) {
        var from = plain(writer, written);
        var to = plain(reader, read);
        var type = from.string("type").orElse("");
        var wanted = to.string("type").orElse("");
        if (!type.isEmpty() && !wanted.isEmpty() && !type.equals(wanted)) {
            if (!(type.equals("integer") && wanted.equals("number"))) {
                found.add(place + ": " + type + " " + of(writes) + ", " + wanted + " " + of(reads));
            }
            return;
        }
        if (depth > DEEPEST) {
            return;
        }
        if (type.equals("array")
                && from.object("items").isPresent()
                && to.object("items").isPresent()) {
            compare(place + "[]", from.object("items").get(), to.object("items").get(), writes, reads, depth + 1);
        }
        if (type.equals("object") && from.object("properties").isPresent()) {
            fields(place, from, to, writes, reads, depth);
        }
    }

    private void fields(String place, JsonObject from, JsonObject to, String writes, String reads, int depth) {
        var written = from.object("properties").orElse(JsonObject.empty());
        var read = to.object("properties").orElse(JsonObject.empty());
        var closed = Boolean.FALSE.equals(to.get("additionalProperties"));
        for (var name : written.names()) {
            if (depth == 0 && BESIDE.contains(name)) {
                continue;
            }
            if (read.object(name).isPresent() && written.object(name).isPresent()) {
                compare(
                        place + "." + name,
                        written.object(name).get(),
                        read.object(name).get(),
                        writes,
                        reads,
                        depth + 1);
            } else if (closed) {
                found.add(place + "." + name + ": only " + of(writes));
            }
        }
        for (var name : to.list("required").orElse(List.of())) {
            if (!written.has(String.valueOf(name)) && !(depth == 0 && BESIDE.contains(String.valueOf(name)))) {
                found.add(place + "." + name + ": required " + of(reads) + ", unknown " + of(writes));
            }
        }
    }

    private static String of(String side) {
        return side.equals("here") ? side : "on " + side;
    }

    /** Follows references, and takes null away from a choice of one type and null. */
    private static JsonObject plain(JsonObject root, JsonObject schema) {
        var here = schema;
        for (var steps = 0; steps < DEEPEST; steps++) {
            var next = next(root, here);
            if (next == null) {
                return here;
            }
            here = next;
        }
        return here;
    }

    private static @Nullable JsonObject next(JsonObject root, JsonObject schema) {
        var reference = schema.string("$ref").orElse("");
        if (reference.startsWith("#/$defs/")) {
            return root.object("$defs")
                    .flatMap(definitions -> definitions.object(reference.substring("#/$defs/".length())))
                    .orElse(null);
        }
        var choices = schema.list("anyOf").orElse(List.of()).stream()
                .filter(choice -> choice instanceof JsonObject object && !"null".equals(object.get("type")))
                .toList();
        return choices.size() == 1 ? (JsonObject) choices.get(0) : null;
    }
}
