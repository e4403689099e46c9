package dev.openenv.tools;

import dev.openenv.json.JsonObject;
import dev.openenv.json.Mismatch;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds a tool's arguments against its input schema; see {@link ToolSet} for what is checked. Immutable. */
final class ArgumentCheck {

    private static final int MOST_PROBLEMS = 20;
    private static final int LONGEST_NUMBER = 1_000;

    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

    private final String tool;
    private final JsonObject schema;

    ArgumentCheck(ToolDescriptor tool) {
        this.tool = tool.name();
        this.schema = tool.inputSchema();
    }

    /** The arguments in their types, defaults filled in; throws with every problem and a pointer to the first. */
    JsonObject read(JsonObject arguments) {
        var problems = new ArrayList<Mismatch>();
        var read = object(arguments, schema, "", problems);
        if (!problems.isEmpty()) {
            throw refusal(tool, problems);
        }
        return read;
    }

    static ToolException refusal(String tool, List<Mismatch> problems) {
        var words = String.join("; ", problems.stream().map(Mismatch::toString).toList());
        return ToolException.invalidArguments(
                "Invalid arguments for tool '" + tool + "': " + words,
                problems.get(0).pointer());
    }

    private static JsonObject object(JsonObject json, JsonObject schema, String place, List<Mismatch> problems) {
        var properties = schema.object("properties").orElse(JsonObject.empty());
        var read = json;
        for (var name : properties.names()) {
            var property = properties.object(name).orElse(JsonObject.empty());
            if (json.has(name)) {
                var before = json.get(name);
                var after = value(before, property, place + "/" + escaped(name), problems);
                read = after == before ? read : read.with(name, after);
            } else if (property.has("default")) {
                read = read.with(name, property.get("default"));
            }
        }
        for (var required : schema.list("required").orElse(List.of())) {
            if (required instanceof String name && !json.has(name)) {
                var property = properties.object(name).orElse(JsonObject.empty());
                add(problems, place + "/" + escaped(name), "missing", SchemaWords.of(property), null);
            }
        }
        var others = schema.get("additionalProperties");
        for (var name : json.names()) {
            if (!properties.has(name)) {
                var at = place + "/" + escaped(name);
                if (Boolean.FALSE.equals(others)) {
                    add(problems, at, "extra", "no argument of this name", json.get(name));
                } else if (others instanceof JsonObject described) {
                    var before = json.get(name);
                    var after = value(before, described, at, problems);
                    read = after == before ? read : read.with(name, after);
                }
            }
        }
        return read;
    }

    private static @Nullable Object value(
            @Nullable Object json, JsonObject schema, String place, List<Mismatch> problems) {
        var choices = schema.list("anyOf").or(() -> schema.list("oneOf"));
        if (choices.isPresent()) {
            return oneOf(choices.get(), json, schema, place, problems);
        }
        if (!schema.has("type")) {
            return chosen(json, schema, place, problems);
        }
        var types = schema.list("type")
                .orElseGet(() -> List.of(schema.string("type").orElse("")));
        for (var type : types) {
            if (is(type, json)) {
                return inside(json, schema, place, problems);
            }
        }
        for (var type : types) {
            var coerced = coerced(type, json);
            if (coerced != null) {
                return inside(coerced, schema, place, problems);
            }
        }
        add(problems, place, "type", SchemaWords.of(schema), json);
        return json;
    }

    private static @Nullable Object oneOf(
            List<@Nullable Object> choices,
            @Nullable Object json,
            JsonObject schema,
            String place,
            List<Mismatch> problems) {
        Object coerced = null;
        for (var choice : choices) {
            var tried = new ArrayList<Mismatch>();
            var read = choice instanceof JsonObject described ? value(json, described, place, tried) : json;
            if (tried.isEmpty()) {
                if (read == json) {
                    return json;
                }
                coerced = coerced == null ? read : coerced;
            }
        }
        if (coerced == null) {
            add(problems, place, "type", SchemaWords.of(schema), json);
            return json;
        }
        return coerced;
    }

    private static @Nullable Object inside(
            @Nullable Object json, JsonObject schema, String place, List<Mismatch> problems) {
        if (json instanceof JsonObject object) {
            return object(object, schema, place, problems);
        }
        if (json instanceof List<?> list) {
            var items = schema.object("items");
            return items.isEmpty() ? json : list(list, items.get(), place, problems);
        }
        if (json instanceof Number number) {
            var value = number.doubleValue();
            if (schema.get("minimum") instanceof Number least && value < least.doubleValue()
                    || schema.get("maximum") instanceof Number most && value > most.doubleValue()) {
                add(problems, place, "range", SchemaWords.of(schema), json);
                return json;
            }
        }
        return chosen(json, schema, place, problems);
    }

    private static List<@Nullable Object> list(List<?> list, JsonObject schema, String place, List<Mismatch> problems) {
        var read = new ArrayList<@Nullable Object>(list.size());
        for (var i = 0; i < list.size(); i++) {
            read.add(value(list.get(i), schema, place + "/" + i, problems));
        }
        return read;
    }

    private static @Nullable Object chosen(
            @Nullable Object json, JsonObject schema, String place, List<Mismatch> problems) {
        var all = schema.list("enum").orElse(null);
        if (all != null && !all.contains(json) || schema.has("const") && !same(schema.get("const"), json)) {
            add(problems, place, "choice", SchemaWords.of(schema), json);
        }
        return json;
    }

    private static boolean same(@Nullable Object a, @Nullable Object b) {
        return a == null ? b == null : a.equals(b);
    }

    private static boolean is(@Nullable Object type, @Nullable Object json) {
        return switch (String.valueOf(type)) {
            case "string" -> json instanceof String;
            case "integer" -> json instanceof Long || json instanceof BigInteger;
            case "number" -> json instanceof Number;
            case "boolean" -> json instanceof Boolean;
            case "object" -> json instanceof JsonObject;
            case "array" -> json instanceof List<?>;
            case "null" -> json == null;
            default -> true;
        };
    }

    /** What a value clearly means in a type, or null. */
    private static @Nullable Object coerced(@Nullable Object type, @Nullable Object json) {
        return switch (String.valueOf(type)) {
            case "integer" -> integer(json);
            case "number" -> json instanceof String text ? number(text) : null;
            case "boolean" ->
                json instanceof String text
                        ? switch (text.toLowerCase(Locale.ROOT)) {
                            case "true" -> true;
                            case "false" -> false;
                            default -> null;
                        }
                        : null;
            default -> null;
        };
    }

    private static @Nullable Object integer(@Nullable Object json) {
        if (json instanceof Double number && number == Math.rint(number)) {
            return whole(new BigDecimal(number).toBigInteger());
        }
        if (json instanceof String text && text.length() <= LONGEST_NUMBER) {
            try {
                return whole(new BigInteger(text.strip()));
            } catch (NumberFormatException e) {
                return null;
            }
        }
        return null;
    }

    private static @Nullable Object number(String text) {
        var trimmed = text.length() > LONGEST_NUMBER ? "" : text.strip();
        if (!NUMBER.matcher(trimmed).matches()) {
            return null;
        }
        var number = Double.parseDouble(trimmed);
        return Double.isFinite(number) ? number : null;
    }

    private static Object whole(BigInteger number) {
        return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }

    private static void add(
            List<Mismatch> problems, String place, String code, String expected, @Nullable Object actual) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new Mismatch(place, code, expected, actual));
        }
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
