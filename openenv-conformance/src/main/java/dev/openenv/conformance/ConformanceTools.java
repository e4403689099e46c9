package dev.openenv.conformance;

import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolMode;
import dev.openenv.tools.ToolResult;
import dev.openenv.tools.ToolSet;
import java.util.Base64;
import java.util.stream.LongStream;

/** The tools of the tool world, with the schemas that the reference publishes for them. */
final class ConformanceTools {

    private static final byte[] DOT = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static final long MOST_ITEMS = 1_000_000;

    static final ToolDescriptor TALLY =
            tool("tally", "Counts the calls of this session.", "{}", "[]").withOutputSchema(wrapped("integer"));

    private ConformanceTools() {}

    /** All but the tally, which belongs to one world. */
    static void add(ToolSet.Builder tools) {
        tools.add(
                tool("add", "Add two numbers.", integers("a", "b"), "[\"a\",\"b\"]")
                        .withOutputSchema(wrapped("integer")),
                given -> Math.addExact(whole(given, "a"), whole(given, "b")));
        tools.add(
                tool(
                                "fail",
                                "Always raises.",
                                "{\"message\":{\"default\":\"tool exploded\",\"type\":\"string\"}}",
                                "[]")
                        .withOutputSchema(wrapped("string")),
                given -> {
                    throw new IllegalArgumentException(given.string("message").orElse(""));
                });
        tools.add(
                tool("slow", "Sleep, then answer.", "{\"seconds\":{\"type\":\"number\"}}", "[\"seconds\"]")
                        .withOutputSchema(wrapped("string")),
                ConformanceTools::slow);
        tools.add(tool("picture", "A one pixel image.", "{}", "[]"), given -> ToolResult.image(DOT, "image/png"));
        tools.add(
                tool("point", "A structured answer with a declared output schema.", integers("x", "y"), "[\"x\",\"y\"]")
                        .withOutputSchema(JsonText.parse("{\"properties\":" + integers("x", "y")
                                + ",\"required\":[\"x\",\"y\"],\"type\":\"object\"}")),
                given -> JsonObject.of("x", given.get("x"), "y", given.get("y")));
        tools.add(
                tool("bag", "A free-form object.", "{\"n\":{\"default\":2,\"type\":\"integer\"}}", "[]")
                        .withOutputSchema(JsonObject.of("additionalProperties", true, "type", "object")),
                given -> {
                    var count = whole(given, "n");
                    if (count > MOST_ITEMS) {
                        throw new IllegalArgumentException("a bag holds at most " + MOST_ITEMS + " items");
                    }
                    var items = LongStream.range(0, count).boxed().toList();
                    return JsonObject.of("n", given.get("n"), "items", items, "none", null);
                });
        tools.add(tool("nothing", "Answers nothing.", "{}", "[]"), given -> null);
        tools.add(
                tool("text", "Echo a string.", "{\"value\":{\"type\":\"string\"}}", "[\"value\"]")
                        .withOutputSchema(wrapped("string")),
                given -> given.get("value"));
    }

    /** One that is another thing in each mode, and one that is the same in both. */
    static void addThoseOfModes(ToolSet.Builder tools) {
        var place = tool("place", "Simulated place.", "{\"city\":{\"type\":\"string\"}}", "[\"city\"]")
                .withOutputSchema(wrapped("string"));
        tools.add(ToolMode.SIMULATION, place, given -> "simulated " + given.get("city"));
        tools.add(ToolMode.PRODUCTION, place.withDescription("Real place."), given -> "real " + given.get("city"));
        tools.add(
                tool(
                                "anywhere",
                                "In every mode.",
                                "{\"a\":{\"type\":\"integer\"},\"flag\":{\"default\":false,\"type\":\"boolean\"}}",
                                "[\"a\"]")
                        .withOutputSchema(wrapped("integer")),
                given -> given.get("a"));
    }

    private static Object slow(JsonObject given) {
        var seconds = given.number("seconds").orElse(0);
        Pause.seconds(seconds);
        return "slept " + seconds;
    }

    private static long whole(JsonObject given, String name) {
        return given.integer(name).orElseThrow(() -> new ArithmeticException(name + " has more than 64 bits"));
    }

    private static String integers(String one, String other) {
        return "{\"" + one + "\":{\"type\":\"integer\"},\"" + other + "\":{\"type\":\"integer\"}}";
    }

    private static ToolDescriptor tool(String name, String description, String properties, String required) {
        var more = required.equals("[]") ? "" : ",\"required\":" + required;
        var schema = "{\"additionalProperties\":false,\"properties\":" + properties + more + ",\"type\":\"object\"}";
        return ToolDescriptor.of(name, description, JsonText.parse(schema));
    }

    /** A scalar stands in an object, and clients of the reference are told so. */
    private static JsonObject wrapped(String type) {
        return JsonText.parse("{\"properties\":{\"result\":{\"type\":\"" + type
                + "\"}},\"required\":[\"result\"],\"type\":\"object\",\"x-fastmcp-wrap-result\":true}");
    }
}
