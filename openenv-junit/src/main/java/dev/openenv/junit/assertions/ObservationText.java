package dev.openenv.junit.assertions;

import dev.openenv.Observation;
import dev.openenv.json.JsonObservation;
import dev.openenv.tools.CodeReply;
import dev.openenv.tools.ToolJson;
import dev.openenv.tools.ToolList;
import dev.openenv.tools.ToolReplies;
import dev.openenv.tools.ToolReply;
import dev.openenv.tools.ToolResult;
import dev.openenv.tools.ToolsReady;
import java.util.ArrayList;
import java.util.stream.Collectors;

/** What an agent saw, in a few words. */
final class ObservationText {

    private ObservationText() {}

    static String of(Observation seen) {
        if (seen instanceof ToolReply reply) {
            return reply(reply);
        }
        if (seen instanceof ToolReplies several) {
            return several.replies().stream().map(ObservationText::reply).collect(Collectors.joining(" + "));
        }
        if (seen instanceof CodeReply code) {
            return code(code);
        }
        if (seen instanceof ToolList list) {
            return EpisodeStory.count(list.tools().size(), "tool");
        }
        if (seen instanceof ToolsReady ready) {
            return ready.fields().isEmpty() ? "" : ready.fields().toString();
        }
        return seen instanceof JsonObservation json ? json.json().toString() : ShortText.ofAny(seen);
    }

    private static String reply(ToolReply reply) {
        return reply.error()
                .map(error -> "error, " + error)
                .or(() -> reply.result().map(ObservationText::result))
                .orElse("nothing");
    }

    private static String result(ToolResult result) {
        if (!result.text().isEmpty()) {
            return result.text();
        }
        return result.data() == null
                ? (result.content().isEmpty()
                        ? "nothing"
                        : EpisodeStory.count(result.content().size(), "piece"))
                : ToolJson.shown(result.data());
    }

    private static String code(CodeReply code) {
        var parts = new ArrayList<String>();
        code.error().ifPresent(error -> parts.add("error, " + error));
        if (!code.calls().isEmpty()) {
            parts.add("called "
                    + code.calls().stream()
                            .map(call -> CallText.of(call.tool()))
                            .collect(Collectors.joining(", ")));
        }
        if (!code.output().isBlank()) {
            parts.add("printed " + code.output().strip());
        }
        code.value().ifPresent(value -> parts.add("value " + ToolJson.shown(value)));
        return parts.isEmpty() ? "nothing" : String.join("; ", parts);
    }
}
