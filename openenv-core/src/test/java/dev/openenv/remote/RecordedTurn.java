package dev.openenv.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A recorded message and the reply to it.
 *
 * @param sent the event in which it was sent
 * @param reply null when there was none
 */
record RecordedTurn(JsonObject sent, @Nullable JsonObject reply) {

    /** The turns of one socket; replies come in the order of the messages. A goodbye is none. */
    static List<RecordedTurn> of(List<JsonObject> events) {
        var sent = events.stream()
                .filter(event -> event.names().stream().anyMatch(name -> name.startsWith("send")))
                .filter(event -> !goodbye(event))
                .toList();
        var replies = new ArrayDeque<JsonObject>();
        events.forEach(event -> event.object("recv").ifPresent(replies::add));
        var turns = new ArrayList<RecordedTurn>();
        sent.forEach(event -> turns.add(new RecordedTurn(event, replies.poll())));
        assertThat(replies.size()).as("messages that nobody asked for").isLessThanOrEqualTo(sent.isEmpty() ? 1 : 0);
        return turns;
    }

    static boolean goodbye(JsonObject event) {
        return event.object("send")
                .filter(JsonObject.of("type", "close")::equals)
                .isPresent();
    }

    JsonObject frame() {
        return sent.object("send").orElse(JsonObject.empty());
    }

    JsonObject data() {
        return frame().object("data").orElse(JsonObject.empty());
    }

    /** What our client does in its place: a call of that kind, or a step for what is no call. */
    String kind() {
        var type = frame().string("type").orElse("");
        return Set.of("reset", "state", "mcp").contains(type) ? type : "step";
    }

    boolean failed() {
        return reply != null && reply.get("type").equals("error");
    }

    JsonObject error() {
        return reply.object("data").orElseThrow();
    }

    /** Whether a call of ours stands for exactly this message. */
    boolean isCall() {
        var frame = frame();
        var data = frame.object("data").isPresent();
        return switch (frame.string("type").orElse("")) {
            case "reset" -> bare(frame) && (data || !frame.has("data")) && drawn(data());
            case "step" -> bare(frame) && data;
            case "state" -> frame.equals(JsonObject.of("type", "state"));
            case "mcp" -> bare(frame) && data;
            default -> false;
        };
    }

    private static boolean bare(JsonObject frame) {
        return frame.without("type").without("data").isEmpty();
    }

    private static boolean drawn(JsonObject data) {
        var seed = data.get("seed");
        return (!data.has("seed") || seed instanceof Long || seed instanceof BigInteger)
                && (!data.has("episode_id") || data.string("episode_id").isPresent());
    }

    /** Our client's message is the recorded one; an error that answers no call of ours may answer any of that kind. */
    void assertSent(String text) {
        var ours = JsonText.parse(text);
        if (!isCall()) {
            assertThat(failed()).as("no call stands for " + sent).isTrue();
            assertThat(ours.get("type")).isEqualTo(kind());
        } else if (kind().equals("mcp")) {
            assertThat(unnumbered(ours)).isEqualTo(unnumbered(frame()));
        } else if (kind().equals("reset")) {
            assertThat(ours).isEqualTo(frame().with("data", data()));
        } else {
            assertThat(ours).isEqualTo(frame());
        }
    }

    private static JsonObject unnumbered(JsonObject frame) {
        return frame.with("data", frame.object("data").orElseThrow().without("id"));
    }
}
