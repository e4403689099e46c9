package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.codec.JsonFormatException;
import dev.openenv.codec.JsonText;
import dev.openenv.codec.JsonText.Lenience;
import dev.openenv.json.JsonObject;
import dev.openenv.wire.PythonText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers the messages of one socket: one reply each, errors included. Confined to one thread at a time. */
final class Frames<A extends Action, O extends Observation> {

    private static final Set<String> TYPES = Set.of("reset", "step", "state", "close");

    private final Served<A, O> served;
    private final Served<A, O>.World world;
    private final ErrorTexts errors;
    private final String session;

    Frames(Served<A, O> served, Served<A, O>.World world, ErrorTexts errors, String session) {
        this.served = served;
        this.world = world;
        this.errors = errors;
        this.session = session;
    }

    /** What to do after a message. */
    static final class Reply {

        private final byte @Nullable [] text;
        private final boolean activity;

        private Reply(byte @Nullable [] text, boolean activity) {
            this.text = text;
            this.activity = activity;
        }

        /** UTF-8 of the reply; null for none, which is only so for a close. */
        byte @Nullable [] text() {
            return text;
        }

        /** Whether the message moved the episode, so that the session is not idle. */
        boolean activity() {
            return activity;
        }
    }

    /** The reply to a text, or to a binary message when it is null. Does not throw. */
    Reply answer(@Nullable String text) {
        try {
            return dispatch(text);
        } catch (InvalidMessageException e) {
            return error("Invalid message", "VALIDATION_ERROR", JsonObject.of("errors", e.items()));
        } catch (Throwable e) {
            return error(errors.of(e, "session " + session), "EXECUTION_ERROR", JsonObject.empty());
        }
    }

    private Reply dispatch(@Nullable String text) {
        if (text == null) {
            return error("Binary messages are not understood; send text", "SESSION_ERROR", JsonObject.empty());
        }
        Object message;
        try {
            message = JsonText.parseLenient(text, Lenience.LOSSLESS);
        } catch (JsonFormatException e) {
            var reason = e.getMessage() == null ? "" : WellFormed.text(e.getMessage());
            return error("Invalid JSON: " + reason, "INVALID_JSON", JsonObject.empty());
        }
        if (!(message instanceof JsonObject frame)) {
            return error("A message must be a JSON object", "SESSION_ERROR", JsonObject.empty());
        }
        var type = frame.has("type") ? frame.get("type") : "";
        if (!(type instanceof String name) || !TYPES.contains(name)) {
            return error("Unknown message type: " + PythonText.plain(type), "UNKNOWN_TYPE", JsonObject.empty());
        }
        return switch (name) {
            case "reset" -> {
                var options = Served.options(data(frame, true));
                yield reply("observation", world.reset(options).onSocket(), true);
            }
            case "step" -> {
                var action = served.action(data(frame, false));
                yield reply(
                        "observation", world.step(action, JsonObject.empty()).onSocket(), true);
            }
            case "state" -> {
                refuseOthers(frame, "");
                yield reply("state", world.state(), false);
            }
            default -> {
                refuseOthers(frame, "");
                yield new Reply(null, false);
            }
        };
    }

    private static JsonObject data(JsonObject frame, boolean optional) {
        var data = frame.get("data");
        if (data instanceof JsonObject object && frame.size() == 2) {
            return object;
        }
        var items = ErrorItems.relative();
        if (!frame.has("data")) {
            if (!optional) {
                items.missing(List.of("data"), frame);
            }
        } else if (!(data instanceof JsonObject)) {
            items.notAnObject(List.of("data"), data);
        }
        addOthers(items, frame, "data");
        items.refuse();
        return data instanceof JsonObject object ? object : JsonObject.empty();
    }

    private static void refuseOthers(JsonObject frame, String known) {
        var items = ErrorItems.relative();
        addOthers(items, frame, known);
        items.refuse();
    }

    private static void addOthers(ErrorItems items, JsonObject frame, String known) {
        frame.asMap().forEach((name, value) -> {
            if (!name.equals("type") && !name.equals(known)) {
                items.extra(List.of(name), value);
            }
        });
    }

    private static Reply reply(String type, JsonObject data, boolean activity) {
        return new Reply(JsonText.bytes(JsonObject.of("type", type, "data", data)), activity);
    }

    private static Reply error(String message, String code, JsonObject more) {
        return new Reply(errorFrame(message, code, more), false);
    }

    static byte[] errorFrame(String message, String code, JsonObject more) {
        var data = JsonObject.builder()
                .put("message", message)
                .put("code", code)
                .putAll(more)
                .build();
        return JsonText.bytes(JsonObject.of("type", "error", "data", data));
    }
}
