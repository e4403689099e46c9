package dev.openenv.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.ToolProvider;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How code actions and what becomes of them are written. */
class CodeCodecTest {

    public static final class Adder {

        @Tool
        public int add(int a, int b) {
            return a + b;
        }
    }

    private static ToolAction read(String json) {
        return ToolAction.codec().decode(JsonText.parse(json));
    }

    @Test
    void codeIsWrittenAndReadAgain() {
        var act = CodeAct.python("add(1, 2)");
        var json = ToolAction.codec().encode(act);

        assertThat(JsonText.write(json))
                .isEqualTo("{\"type\":\"code_act\",\"language\":\"python\",\"code\":\"add(1, 2)\"}");
        assertThat(ToolAction.codec().decode(json)).isEqualTo(act);
        assertThat(read("{\"type\":\"code_act\",\"code\":\"1\",\"metadata\":{}}"))
                .isEqualTo(CodeAct.python("1"));
    }

    @Test
    void whatIsNoCodeIsRefusedWithItsPlace() {
        for (var wrong : List.of(
                "{\"type\":\"code_act\"}|/code",
                "{\"type\":\"code_act\",\"code\":5}|/code",
                "{\"type\":\"code_act\",\"code\":\"1\",\"language\":null}|/language",
                "{\"type\":\"code_act\",\"code\":\"1\",\"tool_name\":\"x\"}|/tool_name")) {
            var parts = wrong.split("\\|");
            assertThatThrownBy(() -> read(parts[0]))
                    .isInstanceOf(JsonMismatchException.class)
                    .hasMessageContaining(parts[1]);
        }
    }

    @Test
    void repliesKeepEverything() {
        var reply = CodeReply.empty()
                .withOutput("a\n", true)
                .withValue(List.of(1L, "x"))
                .withCalls(List.of(
                        new CodeReply.Call(
                                CallTool.of("add", JsonObject.of("a", 1L)), ToolReply.of("add", ToolResult.of(3L))),
                        new CodeReply.Call(
                                CallTool.of("no", JsonObject.empty()),
                                ToolReply.failed("no", ToolError.of(ToolErrorKind.REFUSED, "not here")))))
                .withError(CodeError.of(CodeErrorKind.EXCEPTION, "ValueError: x")
                        .withLine(2)
                        .withTrace("line 3: f()\nline 2, in f: raise")
                        .withVariablesLost());
        var json = ToolObservation.codec().encode(reply);

        assertThat(ToolObservation.codec().decode(json)).isEqualTo(reply);
        assertThat(json.list("calls").orElseThrow().get(0))
                .isEqualTo(ToolObservation.codec()
                        .encode(ToolReply.of("add", ToolResult.of(3L)))
                        .with("arguments", JsonObject.of("a", 1L)));
        assertThat(ToolObservation.codec().decode(ToolObservation.codec().encode(CodeReply.empty())))
                .isEqualTo(CodeReply.empty());
    }

    @Test
    void anEnvironmentWithoutExecutorsRefusesCodeAndGoesOn() {
        try (var env = ToolProvider.of(Adder.class, options -> new Adder()).open()) {
            env.reset();
            var reply = (CodeReply) env.step(CodeAct.python("1")).observation();

            assertThat(reply.error().orElseThrow().kind()).isEqualTo(CodeErrorKind.REFUSED);
            var sum = (ToolReply)
                    env.step(CallTool.of("add", JsonObject.of("a", 1, "b", 2))).observation();
            assertThat(sum.result().orElseThrow().data()).isEqualTo(3L);
        }
    }
}
