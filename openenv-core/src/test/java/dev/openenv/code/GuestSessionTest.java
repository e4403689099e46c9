package dev.openenv.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.OpenEnvException;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.CodeError;
import dev.openenv.tools.CodeErrorKind;
import dev.openenv.tools.CodeReply;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolReply;
import dev.openenv.tools.ToolResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a guest may say, and what becomes of it. */
class GuestSessionTest {

    private static final String DONE = "{\"id\": 1, \"done\": true, \"value\": 7, \"error\": null}";

    private final Scripted line = new Scripted();
    private final List<CallTool> called = new ArrayList<>();
    private final GuestSession session =
            new GuestSession(line, CodeLimits.defaults().withOutput(100));

    /** Says what it was told to say; at the end it says nothing more, or is gone. */
    private static final class Scripted implements GuestLine {

        final Deque<String> says = new ArrayDeque<>();
        final List<String> heard = new ArrayList<>();
        boolean gone;
        boolean closed;

        @Override
        public void send(String message, Duration atMost) {
            heard.add(message);
        }

        @Override
        public String receive(Duration atMost) throws IOException, InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (says.isEmpty() && gone) {
                throw new IOException("exit code 9");
            }
            return says.poll();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private CodeReply run(String... says) {
        line.says.addAll(List.of(says));
        return session.run("f()", new CodeHost() {
            @Override
            public List<ToolDescriptor> tools() {
                return List.of(ToolDescriptor.of("f", "Does it.", JsonObject.of("type", "object")));
            }

            @Override
            public ToolReply call(CallTool call) {
                called.add(call);
                return ToolReply.of(call.name(), ToolResult.of(List.of(1, 2)));
            }

            @Override
            public Duration limit() {
                return Duration.ofSeconds(20);
            }
        });
    }

    @AfterEach
    void interruptIsOver() {
        Thread.interrupted();
    }

    @Test
    void toolsAreToldOnlyWhenTheyChange() {
        run(DONE);
        run(DONE.replace("1", "2"));

        assertThat(line.heard.get(0)).contains("\"tools\":[{\"name\":\"f\"").contains("\"code\":\"f()\"");
        assertThat(line.heard.get(1)).doesNotContain("tools");
    }

    @Test
    void callsAreAnsweredWithTheValue() {
        var reply = run("{\"id\": 1, \"call\": \"f\", \"arguments\": {\"a\": 1}}", DONE);

        assertThat(called).containsExactly(CallTool.of("f", JsonObject.of("a", 1)));
        assertThat(line.heard.get(1)).isEqualTo("{\"result\":[1,2]}");
        assertThat(reply.value()).contains(7L);
        assertThat(reply.error()).isEmpty();
    }

    @Test
    void outputBeyondTheLimitIsCutHereToo() {
        var reply = run(
                "{\"id\": 1, \"out\": \"" + "x".repeat(90) + "\"}",
                "{\"id\": 1, \"out\": \"" + "y".repeat(90) + "\"}",
                DONE);

        assertThat(reply.output()).isEqualTo("x".repeat(90) + "y".repeat(10));
        assertThat(reply.cut()).isTrue();
    }

    @Test
    void whatBelongsToAnotherActionIsPassedOver() {
        var late = "{\"id\": 1, \"out\": \"late\"}";
        run(DONE);
        var reply = run(
                DONE,
                late,
                "{\"id\": 1, \"call\": \"f\"}",
                DONE.replace("\"id\": 1", "\"id\": 2").replace("7", "8"));

        assertThat(reply).isEqualTo(CodeReply.empty().withValue(8L));
        assertThat(called).isEmpty();
    }

    @Test
    void silenceIsATimeoutAndKeepsWhatWasPrinted() {
        var reply = run("{\"id\": 1, \"out\": \"so far\"}");

        assertThat(reply.output()).isEqualTo("so far");
        assertThat(lost(reply)).isEqualTo(CodeErrorKind.TIMEOUT);
    }

    @Test
    void aGuestThatDiesIsACrash() {
        line.gone = true;

        var reply = run();

        assertThat(lost(reply)).isEqualTo(CodeErrorKind.CRASHED);
        assertThat(reply.error().orElseThrow().message()).isEqualTo("exit code 9");
    }

    @Test
    void whateverIsNoMessageEndsTheSession() {
        for (var nonsense : List.of(
                "",
                "nonsense",
                "[1]",
                "{}",
                "{\"done\": true}",
                "{\"id\": ID}",
                "{\"id\": ID, \"call\": 5}",
                "{\"id\": ID, \"done\": true, \"error\": {\"line\": 99999999999}}",
                "{\"id\": ID, \"call\": \"f\", \"arguments\": " + "[".repeat(5000))) {
            line.closed = false;
            var id = Integer.toString(line.heard.size() + 1);

            assertThat(lost(run(nonsense.replace("ID", id)))).as(nonsense).isEqualTo(CodeErrorKind.CRASHED);
        }
    }

    @Test
    void aGuestCannotClaimWhatOnlyTheHostKnows() {
        var reply = run("{\"id\": 1, \"done\": true, \"calls\": [{\"tool_name\": \"g\"}],"
                + " \"error\": {\"error_type\": \"refused\", \"message\": \"m\", \"variables_lost\": true}}");

        assertThat(reply.calls()).isEmpty();
        assertThat(reply.error()).contains(CodeError.of(CodeErrorKind.EXCEPTION, "m"));
    }

    @Test
    void anInterruptEndsTheGuest() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> run(DONE)).isInstanceOfSatisfying(OpenEnvException.class, e -> assertThat(e.code())
                .isEqualTo("interrupted"));
        assertThat(line.closed).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    private CodeErrorKind lost(CodeReply reply) {
        assertThat(line.closed).isTrue();
        var error = reply.error().orElseThrow();
        assertThat(error.variablesLost()).isTrue();
        return error.kind();
    }
}
