package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.codec.JsonFormatException;
import dev.openenv.codec.JsonText;
import dev.openenv.codec.JsonText.Lenience;
import dev.openenv.json.JsonObject;
import dev.openenv.wire.PythonText;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The dialect of {@code /ws}: one reply to each message, errors included. To a client that has negotiated resuming it
 * keeps the last numbered reply. Confined to one thread at a time.
 */
final class Frames<A extends Action, O extends Observation> implements Dialect<A, O> {

    private static final Set<String> TYPES = Set.of("reset", "step", "state", "mcp", "close");
    private static final String ID = "id";

    private final Served<A, O> served;
    private final ErrorTexts errors;
    private final Session<A, O> session;
    private final McpSessions<A, O> mcp;
    private final boolean resumes;

    Frames(Served<A, O> served, ErrorTexts errors, Session<A, O> session, McpSessions<A, O> mcp, boolean resumes) {
        this.served = served;
        this.errors = errors;
        this.session = session;
        this.mcp = mcp;
        this.resumes = resumes;
    }

    @Override
    public boolean isGoodbye(String text) {
        return says("close", text);
    }

    private static boolean says(String type, String text) {
        try {
            return JsonText.parse(text).equals(JsonObject.of("type", type));
        } catch (JsonFormatException e) {
            return false;
        }
    }

    /** A client that gave up on a long step comes back and asks for the state, before that step is over. */
    @Override
    public byte @Nullable [] meanwhile(String text) {
        var state = session.queue().stateBeforeOrphan();
        return state != null && says("state", text)
                ? JsonText.bytes(JsonObject.of("type", "state", "data", state))
                : null;
    }

    @Override
    public Reply answer(Served<A, O>.World world, @Nullable String text) {
        try {
            return dispatch(world, text);
        } catch (Throwable e) {
            return refusal(problem(e));
        }
    }

    @Override
    public byte[] farewell(Farewell farewell) {
        return words(farewell);
    }

    /** What {@code /ws} says for it. */
    static byte[] words(Farewell farewell) {
        return JsonText.bytes(error(farewell.message(), farewell.code(), farewell.details()));
    }

    private JsonObject problem(Throwable e) {
        return e instanceof InvalidMessageException invalid
                ? error("Invalid message", "VALIDATION_ERROR", JsonObject.of("errors", invalid.items()))
                : error(errors.of(e, "session " + session.id()), "EXECUTION_ERROR", JsonObject.empty());
    }

    /** A client with our extension is told, too, whether the world refused the action or broke. */
    private static JsonObject told(JsonObject error, Throwable cause) {
        var data = error.object("data").orElseThrow();
        return data.string("code").filter("EXECUTION_ERROR"::equals).isPresent()
                ? error.with("data", data.with("refused", cause instanceof InvalidActionException))
                : error;
    }

    private Reply dispatch(Served<A, O>.World world, @Nullable String text) {
        if (text == null) {
            return refusal(error("Binary messages are not understood; send text", "SESSION_ERROR", JsonObject.empty()));
        }
        Object message;
        try {
            message = JsonText.parseLenient(text, Lenience.LOSSLESS);
        } catch (JsonFormatException e) {
            var reason = e.getMessage() == null ? "" : WellFormed.text(e.getMessage());
            return refusal(error("Invalid JSON: " + reason, "INVALID_JSON", JsonObject.empty()));
        }
        if (!(message instanceof JsonObject frame)) {
            return refusal(error("A message must be a JSON object", "SESSION_ERROR", JsonObject.empty()));
        }
        var type = frame.has("type") ? frame.get("type") : "";
        if (!(type instanceof String name) || !TYPES.contains(name)) {
            return refusal(
                    error("Unknown message type: " + PythonText.plain(type), "UNKNOWN_TYPE", JsonObject.empty()));
        }
        if (name.equals("close")) {
            refuseOthers(frame, "");
            return Reply.CLOSE;
        }
        if (name.equals("mcp")) {
            var request = McpRequest.of(data(frame, false));
            return Reply.of(mcp.onSocket(session, world, request).inFrame(), request.refusal() == null);
        }
        return resumes && frame.has(ID)
                ? numbered(world, name, frame, text)
                : Reply.of(JsonText.buffers(called(world, name, frame)), !name.equals("state"));
    }

    private JsonObject called(Served<A, O>.World world, String name, JsonObject frame) {
        return switch (name) {
            case "reset" ->
                JsonObject.of(
                        "type",
                        "observation",
                        "data",
                        world.reset(Served.options(data(frame, true))).onSocket());
            case "step" -> {
                var action = served.action(data(frame, false));
                yield JsonObject.of(
                        "type",
                        "observation",
                        "data",
                        world.step(action, JsonObject.empty()).onSocket());
            }
            default -> {
                refuseOthers(frame, "");
                yield JsonObject.of("type", "state", "data", world.state());
            }
        };
    }

    /** Makes the call if its number comes now; answers once more if it was the last; refuses all else. */
    private Reply numbered(Served<A, O>.World world, String name, JsonObject frame, String text) {
        var replies = session.replies();
        var id = frame.get(ID);
        var number = id instanceof Long whole ? whole : 0;
        var kept = replies.kept(number, text);
        if (kept != null) {
            return Reply.of(kept, false);
        }
        if (!replies.isNext(number)) {
            var words = number == replies.last() && number > 0
                    ? "Step " + number + " was asked for with another content"
                    : "The next step is " + replies.next() + ", not " + PythonText.plain(id);
            var conflict = error(words, "STEP_ID_CONFLICT", JsonObject.of("last_id", replies.last()));
            return refusal(number > 0 ? conflict.with(ID, number) : conflict);
        }
        List<ByteBuffer> reply;
        var activity = false;
        try {
            reply = JsonText.buffers(called(world, name, frame.without(ID)).with(ID, number));
            activity = !name.equals("state");
        } catch (Throwable e) {
            reply = JsonText.buffers(told(problem(e), e).with(ID, number));
        }
        replies.keep(number, text, reply);
        return Reply.of(reply, activity);
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

    private static Reply refusal(JsonObject frame) {
        return Reply.of(JsonText.bytes(frame), false);
    }

    private static JsonObject error(String message, String code, JsonObject more) {
        var data = JsonObject.builder()
                .put("message", message)
                .put("code", code)
                .putAll(more)
                .build();
        return JsonObject.of("type", "error", "data", data);
    }
}
