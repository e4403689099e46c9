package dev.openenv.cli;

import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Prints the fields of an action or observation for people. */
final class SchemaText {

    private static final String INDENT = "  ";

    private final Screen screen;
    private final SchemaView view;
    private final Set<JsonObject> shown = new HashSet<>();

    SchemaText(Screen screen, JsonObject schema) {
        this.screen = screen;
        this.view = new SchemaView(schema);
    }

    void print() {
        print(view.root(), INDENT);
    }

    private void print(JsonObject schema, String indent) {
        var separator = "";
        for (var variant : view.variants(schema)) {
            if (!separator.isEmpty()) {
                screen.line(indent + separator);
            }
            separator = "or";
            if (variant.fields().isEmpty()) {
                screen.line(indent + "(no fields)");
            }
            for (var field : variant.fields()) {
                print(field, indent);
            }
        }
    }

    private void print(SchemaView.Field field, String indent) {
        var line = new StringBuilder(field.name()).append(": ").append(view.type(field.schema()));
        field.schema().string("description").ifPresent(text -> line.append("; ").append(text));
        if (field.schema().has("default")) {
            var given = JsonText.write(JsonObject.of("default", field.schema().get("default")));
            line.append(" (default ")
                    .append(given, "{\"default\":".length(), given.length() - 1)
                    .append(')');
        } else if (!field.required()) {
            line.append(" (may be left out)");
        }
        var width = Math.max(40, screen.columns() - indent.length() - INDENT.length());
        var lines = Paragraph.broken(Printable.line(line.toString()), width);
        screen.line(indent + lines.get(0));
        lines.subList(1, lines.size()).forEach(more -> screen.line(indent + INDENT + more));
        nested(field.schema()).forEach(inner -> {
            if (shown.add(inner)) {
                print(inner, indent + INDENT);
            }
        });
    }

    /** The objects with fields of their own inside a value. */
    private Set<JsonObject> nested(JsonObject schema) {
        var value = view.resolve(schema);
        var found = new LinkedHashSet<JsonObject>();
        if (value.has("properties")) {
            found.add(value);
        }
        value.object("items").ifPresent(items -> found.addAll(nested(items)));
        value.object("additionalProperties").ifPresent(values -> found.addAll(nested(values)));
        SchemaView.objects(value, "anyOf").forEach(part -> found.addAll(nested(part)));
        SchemaView.objects(value, "oneOf").forEach(part -> found.addAll(nested(part)));
        return found;
    }
}
