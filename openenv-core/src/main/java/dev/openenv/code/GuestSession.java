package dev.openenv.code;

import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import dev.openenv.codec.JsonFormatException;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.CodeError;
import dev.openenv.tools.CodeErrorKind;
import dev.openenv.tools.CodeReply;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolJson;
import dev.openenv.tools.ToolReply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A session that is kept by a {@link PythonGuest}. Nothing that the guest says is believed: a message that is none ends the
 * session, and what belongs to an earlier action is passed over.
 */
public final class GuestSession implements CodeSession {

    private static final int MOST_WORDS = 200;

    private final GuestLine line;
    private final int output;
    private List<ToolDescriptor> told = List.of();
    private long actions;

    /**
     * A session with a guest that is ready.
     *
     * @param line leads to it; closed with the session
     * @param limits how much comes back
     */
    public GuestSession(GuestLine line, CodeLimits limits) {
        this.line = Objects.requireNonNull(line, "line");
        output = limits.output();
    }

    @Override
    public CodeReply run(String code, CodeHost host) {
        actions++;
        var action = new Action(host);
        try {
            line.send(JsonText.write(request(code, host.tools())), action.left());
            while (true) {
                var message = line.receive(action.left());
                if (message == null) {
                    return action.late();
                }
                var json = JsonText.parse(message);
                if (json.integer("id").orElseThrow(GuestSession::outOfTurn) == actions) {
                    if (json.has("done")) {
                        return action.done(json);
                    }
                    action.take(json);
                }
            }
        } catch (IOException e) {
            return action.left().isNegative() ? action.late() : action.lost(CodeErrorKind.CRASHED, words(e));
        } catch (JsonFormatException | IllegalArgumentException | ArithmeticException e) {
            return action.lost(CodeErrorKind.CRASHED, "the interpreter spoke out of turn");
        } catch (InterruptedException e) {
            line.close();
            Thread.currentThread().interrupt();
            throw OpenEnvException.interrupted("waited for code", Effect.MAYBE, Retry.NEVER, e);
        }
    }

    private JsonObject request(String code, List<ToolDescriptor> tools) {
        var request = JsonObject.builder().put("id", actions).put("code", code).put("output", output);
        if (!tools.equals(told)) {
            request.put("tools", tools.stream().map(ToolJson::stepTool).toList());
            told = List.copyOf(tools);
        }
        return request.build();
    }

    private static IllegalArgumentException outOfTurn() {
        return new IllegalArgumentException("neither out nor call");
    }

    private static String words(IOException e) {
        return Objects.requireNonNullElse(e.getMessage(), "the interpreter is gone");
    }

    /** One action under way. */
    private final class Action {

        private final StringBuilder printed = new StringBuilder();
        private final CodeHost host;
        private final long end;
        private boolean cut;

        Action(CodeHost host) {
            this.host = host;
            end = System.nanoTime() + host.limit().toNanos();
        }

        Duration left() {
            return Duration.ofNanos(end - System.nanoTime());
        }

        void take(JsonObject json) throws IOException, InterruptedException {
            var text = json.string("out");
            if (text.isPresent()) {
                print(text.get());
                return;
            }
            var name = json.string("call").orElseThrow(GuestSession::outOfTurn);
            var reply = host.call(CallTool.of(name, json.object("arguments").orElse(JsonObject.empty())));
            line.send(JsonText.write(answer(reply)), left());
        }

        private void print(String text) {
            var room = output - printed.length();
            cut = cut || text.length() > room;
            printed.append(text, 0, Math.min(room, text.length()));
        }

        private JsonObject answer(ToolReply reply) {
            var error = reply.error();
            return error.isPresent()
                    ? JsonObject.of(
                            "error",
                            JsonObject.of(
                                    "error_type",
                                    error.get().type(),
                                    "message",
                                    error.get().message()))
                    : JsonObject.of("result", ToolJson.value(reply.result().orElseThrow()));
        }

        CodeReply done(JsonObject json) {
            var reply = printed(json.bool("cut").orElse(false)).withValue(json.get("value"));
            return json.object("error")
                    .map(error -> reply.withError(error(error)))
                    .orElse(reply);
        }

        private CodeError error(JsonObject json) {
            var type = CodeErrorKind.of(json.string("error_type").orElse(""));
            var kind = type == CodeErrorKind.SYNTAX ? type : CodeErrorKind.EXCEPTION;
            var error = CodeError.of(kind, json.string("message").orElse(""))
                    .withTrace(json.string("trace").orElse(""));
            var number = json.integer("line");
            return number.isPresent() ? error.withLine(Math.toIntExact(number.getAsLong())) : error;
        }

        CodeReply late() {
            var seconds = host.limit().toMillis() / 1e3;
            return lost(CodeErrorKind.TIMEOUT, "the code did not end within " + seconds + " seconds");
        }

        CodeReply lost(CodeErrorKind kind, String why) {
            line.close();
            var words = why.length() > MOST_WORDS ? why.substring(0, MOST_WORDS) : why;
            return printed(false).withError(CodeError.of(kind, words).withVariablesLost());
        }

        private CodeReply printed(boolean moreThere) {
            return CodeReply.empty().withOutput(printed.toString(), cut || moreThere);
        }
    }

    @Override
    public void close() {
        line.close();
    }
}
