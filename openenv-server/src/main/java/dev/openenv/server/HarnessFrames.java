package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.codec.JsonFormatException;
import dev.openenv.codec.JsonText;
import dev.openenv.codec.JsonText.Lenience;
import dev.openenv.json.JsonObject;
import dev.openenv.wire.HarnessEvent;
import dev.openenv.wire.PythonText;
import java.time.Clock;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The dialect of {@code WS /harness}: a turn for each message, told as events. What is no message is refused and the socket
 * stays; a turn that ends badly ends the session. Confined to one thread at a time.
 */
final class HarnessFrames<A extends Action, O extends Observation> implements Dialect<A, O> {

    private static final String VALIDATION = "VALIDATION_ERROR";

    private final Session<A, O> session;
    private final Socket socket;
    private final ErrorTexts errors;
    private final Workplace place;
    private final Clock clock = Clock.systemUTC();

    HarnessFrames(Session<A, O> session, Socket socket, ErrorTexts errors, Workplace place) {
        this.session = session;
        this.socket = socket;
        this.errors = errors;
        this.place = place;
    }

    @Override
    public boolean speaksFirst() {
        return true;
    }

    @Override
    public Reply greeting(Served<A, O>.World world) {
        try {
            var harness = world.harness();
            if (harness == null) {
                throw new IllegalStateException("the world is no harness");
            }
            world.begin();
            var data = JsonObject.of("session_id", session.id(), "harness", WellFormed.text(harness.name()));
            return Reply.of(JsonText.bytes(JsonObject.of("type", "session_started", "data", data)), true);
        } catch (Throwable e) {
            errors.log(e, "harness session " + session.id());
            session.because(ServerListener.SessionEnd.FACTORY);
            session.end(Farewell.session("harness session failed"));
            return Reply.SENT;
        }
    }

    @Override
    public Reply answer(Served<A, O>.World world, @Nullable String text) {
        if (text == null) {
            return refusal("Binary messages are not understood; send text", VALIDATION);
        }
        Object message;
        try {
            message = JsonText.parseLenient(text, Lenience.LOSSLESS);
        } catch (JsonFormatException e) {
            var reason = e.getMessage() == null ? "" : WellFormed.text(e.getMessage());
            return refusal("Invalid JSON: " + reason, "INVALID_JSON");
        }
        if (!(message instanceof JsonObject frame)) {
            return refusal("Invalid message: it must be a JSON object", VALIDATION);
        }
        if (!"message".equals(frame.get("type"))) {
            var type = frame.has("type") ? PythonText.quoted(frame.get("type")) : "missing";
            return refusal("Invalid message: type must be 'message', and is " + type, VALIDATION);
        }
        if (!(frame.get("content") instanceof String content)) {
            return refusal("Invalid message: content must be a text", VALIDATION);
        }
        turn(world, content);
        return Reply.SENT;
    }

    private void turn(Served<A, O>.World world, String content) {
        var turn = new HarnessTurn(socket, clock, this::fail);
        try {
            var harness = world.harness();
            if (harness == null) {
                throw new IllegalStateException("the world is no harness any more");
            }
            turn.begin(place, harness.turnLimit());
            world.turn(() -> turn.run(harness, content));
        } catch (Throwable e) {
            if (turn.finish()) {
                if (!(e instanceof CancellationException)) { // its client left
                    errors.log(e, "harness session " + session.id());
                }
                fail("harness turn failed");
            }
            return;
        }
        if (turn.finish() && !turn.whole()) {
            fail("harness event stream ended without a TURN_COMPLETE event");
        }
    }

    private void fail(String message) {
        session.end(new Farewell(HarnessEvent.Type.ERROR.name(), message, JsonObject.empty()));
    }

    @Override
    public byte[] farewell(Farewell farewell) {
        if (!farewell.code().equals(HarnessEvent.Type.ERROR.name())) {
            return words(farewell);
        }
        var data = JsonObject.of("message", farewell.message(), "recoverable", false);
        return JsonText.bytes(HarnessEvent.of(HarnessEvent.Type.ERROR, data).at(clock.instant()));
    }

    /** What a client reads that gets no session; here without counts and names. */
    static byte[] words(Farewell farewell) {
        var data = JsonObject.of("message", farewell.message(), "code", farewell.code());
        return JsonText.bytes(JsonObject.of("type", "error", "data", data));
    }

    private static Reply refusal(String message, String code) {
        var data = JsonObject.of("message", message, "code", code);
        return Reply.of(JsonText.bytes(JsonObject.of("type", "protocol_error", "data", data)), false);
    }
}
