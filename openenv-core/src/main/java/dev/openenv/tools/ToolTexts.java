package dev.openenv.tools;

import dev.openenv.Episode;
import dev.openenv.json.JsonObject;
import java.util.Objects;
import java.util.function.BiFunction;

/** What a model is told about the outcome of its calls, in words. For bridges to frameworks that pass on texts. */
public final class ToolTexts {

    private static final String NOTHING = "(nothing)";
    private static final String NO_TEXT = "(content that is no text)";

    private ToolTexts() {}

    /**
     * The outcome of a call.
     *
     * @param reply a result or an error
     * @return never empty; a result without text as JSON, an error behind {@code Error: }
     */
    public static String of(ToolReply reply) {
        return reply.result()
                .map(ToolTexts::text)
                .orElseGet(() -> "Error: " + reply.error().orElseThrow());
    }

    private static String text(ToolResult result) {
        var text = result.text();
        if (text.isEmpty() && result.data() != null) {
            text = ToolJson.shown(result.data());
        }
        if (!text.isEmpty()) {
            return text;
        }
        return result.content().stream().allMatch(ToolContent.Text.class::isInstance) ? NOTHING : NO_TEXT;
    }

    /**
     * Calls tools outside of an episode.
     *
     * @param tools what is called
     * @return takes a name, known or not, and arguments; failures are told in words
     */
    public static BiFunction<String, JsonObject, String> calls(Tools tools) {
        Objects.requireNonNull(tools, "tools");
        return (name, arguments) -> {
            try {
                return text(tools.call(name, arguments));
            } catch (ToolException e) {
                return of(ToolReply.failed(name, e.error()));
            }
        };
    }

    /**
     * Calls tools of an episode, one at a time; each call is a step. The first call after its end says that it is over, the
     * next one throws {@link dev.openenv.EpisodeOverException}.
     *
     * @param episode what is played
     * @return takes a name, known or not, and arguments; failures are told in words
     */
    public static BiFunction<String, JsonObject, String> calls(Episode<ToolAction, ToolObservation> episode) {
        return new EpisodeCalls(episode);
    }

    private static final class EpisodeCalls implements BiFunction<String, JsonObject, String> {

        private final Episode<ToolAction, ToolObservation> episode;
        private boolean told;

        EpisodeCalls(Episode<ToolAction, ToolObservation> episode) {
            this.episode = Objects.requireNonNull(episode, "episode");
        }

        @Override
        public synchronized String apply(String name, JsonObject arguments) {
            if (episode.done() && !told) {
                told = true;
                return "The episode is over; nothing can be done any more.";
            }
            var seen = episode.step(CallTool.of(name, arguments)).observation();
            return seen instanceof ToolReply reply ? of(reply) : seen.toString();
        }
    }
}
