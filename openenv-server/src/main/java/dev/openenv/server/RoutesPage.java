package dev.openenv.server;

import dev.openenv.EnvironmentSpec;
import dev.openenv.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of {@code /docs}: every route with its body, every schema, as plain HTML without a script. */
final class RoutesPage {

    private static final int INDENT = 2;

    private RoutesPage() {}

    static String body(EnvironmentSpec spec, JsonObject document, JsonObject schemas, Places places) {
        var html = new StringBuilder("<main>\n<h1>")
                .append(Page.escape(spec.title().orElse(spec.name())))
                .append(" <small>")
                .append(Page.escape(spec.version()))
                .append("</small></h1>\n<p>")
                .append(Page.escape(spec.description()))
                .append(
                        "</p>\n<p>Episodes are played over the WebSocket at <code>/ws</code>. The routes below are plain HTTP;"
                                + " calls keep no state between them. For machines: <a href=\"openapi.json\">openapi.json</a>.</p>\n"
                                + places.onDocs() + "<h2>Routes</h2>\n");
        var paths = document.object("paths").orElse(JsonObject.empty());
        var components = document.object("components")
                .flatMap(all -> all.object("schemas"))
                .orElse(JsonObject.empty());
        paths.asMap().forEach((path, operations) -> ((JsonObject) required(operations))
                .asMap()
                .forEach((method, operation) ->
                        route(html, path, method, (JsonObject) required(operation), components)));
        html.append("<h2>Schemas</h2>\n");
        schemas.asMap().forEach((name, schema) -> fold(html, Page.escape(name), required(schema)));
        return html.append("</main>\n").toString();
    }

    private static void route(
            StringBuilder html, String path, String method, JsonObject operation, JsonObject components) {
        var title = "<b class=\"" + method + "\">" + method.toUpperCase(Locale.ROOT) + "</b> <code>"
                + Page.escape(path) + "</code> <span>"
                + Page.escape(operation.string("summary").orElse("")) + "</span>";
        var body = operation
                .object("requestBody")
                .flatMap(request -> request.object("content"))
                .flatMap(content -> content.object("application/json"))
                .flatMap(json -> json.object("schema"))
                .flatMap(schema -> schema.string("$ref"))
                .flatMap(reference -> components.object(reference.substring(reference.lastIndexOf('/') + 1)));
        if (body.isPresent()) {
            fold(html, title, body.get());
        } else {
            html.append("<p class=\"route\">").append(title).append("</p>\n");
        }
    }

    private static void fold(StringBuilder html, String title, Object json) {
        html.append("<details><summary>").append(title).append("</summary><pre>");
        var text = new StringBuilder();
        pretty(text, json, 0);
        html.append(Page.escape(text.toString())).append("</pre></details>\n");
    }

    private static void pretty(StringBuilder out, @Nullable Object value, int depth) {
        if (value instanceof JsonObject object && !object.isEmpty()) {
            var names = List.copyOf(object.names());
            out.append("{\n");
            for (var i = 0; i < names.size(); i++) {
                out.append(" ".repeat((depth + 1) * INDENT))
                        .append(scalar(names.get(i)))
                        .append(": ");
                pretty(out, object.get(names.get(i)), depth + 1);
                out.append(i + 1 < names.size() ? ",\n" : "\n");
            }
            out.append(" ".repeat(depth * INDENT)).append('}');
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            out.append("[\n");
            for (var i = 0; i < list.size(); i++) {
                out.append(" ".repeat((depth + 1) * INDENT));
                pretty(out, list.get(i), depth + 1);
                out.append(i + 1 < list.size() ? ",\n" : "\n");
            }
            out.append(" ".repeat(depth * INDENT)).append(']');
        } else {
            out.append(scalar(value));
        }
    }

    private static String scalar(@Nullable Object value) {
        var json = new String(Replies.list(Arrays.asList(value)), StandardCharsets.UTF_8);
        return json.substring(1, json.length() - 1);
    }

    private static Object required(@Nullable Object value) {
        return Objects.requireNonNull(value);
    }
}
