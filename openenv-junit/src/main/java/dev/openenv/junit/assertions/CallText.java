package dev.openenv.junit.assertions;

import dev.openenv.codec.PrintableText;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.CallTool;
import java.util.stream.Collectors;

/** Calls as people write them: {@code close_ticket(id=7, note="done")}. */
final class CallText {

    private CallText() {}

    static String of(CallTool call) {
        return PrintableText.of(call.name()) + of(call.arguments());
    }

    static String of(JsonObject arguments) {
        return arguments.names().stream()
                .map(name -> PrintableText.of(name) + "=" + value(arguments, name))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String value(JsonObject arguments, String name) {
        var json = JsonObject.of("", arguments.get(name)).toString();
        return PrintableText.of(json.substring("{\"\":".length(), json.length() - 1));
    }
}
