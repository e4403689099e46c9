package dev.openenv.environments.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.InvalidActionException;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.environments.Golden;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.Tools;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EchoTest {

    private final Echo echo = new Echo();

    @Test
    void sendsTheRecordedFrames() throws IOException {
        var compared = 0;
        for (var frame : Golden.frames(EchoTest.class, "echo.json")) {
            if (frame.has("state")) {
                continue;
            }
            var result = frame.has("reset")
                    ? echo.reset(ResetOptions.defaults())
                    : echo.step(new JsonAction(frame.object("step").orElseThrow()));
            assertThat(json(result)).isEqualTo(frame.without("reset").without("step"));
            compared++;
        }
        assertThat(compared).isEqualTo(5);
    }

    @Test
    void typeMayBeSaidOrLeftOut() {
        var bare = call("echo_message", JsonObject.of("message", "Hi"));
        assertThat(step(bare.with("type", "call_tool").with("metadata", JsonObject.empty())))
                .isEqualTo(step(bare));
        assertThat(step(JsonObject.of("tool_name", "echo_message"))
                        .object("error")
                        .flatMap(e -> e.string("error_type")))
                .contains("invalid_args");
    }

    @ParameterizedTest
    @MethodSource("wrongArguments")
    void wrongArgumentsAreObservations(JsonObject arguments, String type) {
        for (var tool : List.of("echo_message", "echo_with_length")) {
            var observation = step(call(tool, arguments));
            assertThat(observation.has("result")).isTrue();
            assertThat(observation.get("result")).isNull();
            var error = observation.object("error").orElseThrow();
            assertThat(error.string("error_type")).contains(type);
            assertThat(error.string("message").orElseThrow())
                    .contains("message")
                    .contains(tool);
        }
    }

    static List<Object[]> wrongArguments() {
        return List.of(
                new Object[] {JsonObject.empty(), "invalid_args"},
                new Object[] {JsonObject.of("text", "Hi"), "invalid_args"},
                new Object[] {JsonObject.of("message", "Hi", "loud", true), "invalid_args"},
                new Object[] {JsonObject.of("message", 5), "execution_error"},
                new Object[] {JsonObject.of("message", null), "execution_error"});
    }

    @ParameterizedTest
    @MethodSource("wrongShapes")
    void aWrongShapeIsRefused(JsonObject action, String field) {
        var refused = catchThrowableOfType(InvalidActionException.class, () -> echo.step(new JsonAction(action)));
        assertThat(refused.field()).contains(field);
        assertThat(refused.expected()).isPresent();
        assertThat(echo.text()).isEqualTo("(nothing said yet)");
    }

    static List<Object[]> wrongShapes() {
        return List.of(
                new Object[] {JsonObject.empty(), "/tool_name"},
                new Object[] {JsonObject.of("tool_name", 5), "/tool_name"},
                new Object[] {JsonObject.of("type", "shout"), "/type"},
                new Object[] {JsonObject.of("type", null), "/type"},
                new Object[] {JsonObject.of("tool_name", "echo_message", "arguments", null), "/arguments"},
                new Object[] {JsonObject.of("tool_name", "echo_message", "arguments", List.of("Hi")), "/arguments"},
                new Object[] {JsonObject.of("tool_name", "echo_message", "volume", 11), ""},
                new Object[] {JsonObject.of("type", "list_tools", "tool_name", "echo_message"), ""},
                new Object[] {JsonObject.of("type", "list_tools", "metadata", 1), "/metadata"});
    }

    @Test
    void noActionIsRefused() {
        assertThatThrownBy(() -> echo.step(null)).isInstanceOf(InvalidActionException.class);
    }

    @Test
    void lengthsAreInCodePoints() {
        var result = step(call("echo_with_length", JsonObject.of("message", "a\uD83D\uDE00\u00e9")))
                .object("result");
        assertThat(result.flatMap(r -> r.object("data")).orElseThrow().integer("length"))
                .hasValue(3);
    }

    @Test
    void textShowsTheLastCallAndResetForgetsIt() {
        step(call("echo_message", JsonObject.of("message", "Hi")));
        assertThat(echo.text())
                .startsWith("> {\"tool_name\":\"echo_message\"")
                .contains("\n< {")
                .contains("Hi");
        echo.reset(ResetOptions.defaults());
        assertThat(echo.text()).isEqualTo("(nothing said yet)");
    }

    @Test
    void theToolsCanBeCalledOutsideOfSteps() {
        try (var opened = Echo.provider().open()) {
            var tools = opened.find(Tools.class).orElseThrow();
            assertThat(tools.list())
                    .extracting(ToolDescriptor::name)
                    .containsExactly("echo_message", "echo_with_length");
            assertThat(tools.call("echo_message", JsonObject.of("message", "Hi"))
                            .data())
                    .isEqualTo("Hi");
            assertThat(tools.call("echo_with_length", JsonObject.of("message", "Hi"))
                            .data())
                    .isEqualTo(JsonObject.of("message", "Hi", "length", 2));
        }
    }

    @Test
    void theToolsOfTheListingAreThoseThatCanBeCalled() {
        var tools = step(JsonObject.of("type", "list_tools")).list("tools").orElseThrow();
        assertThat(tools).hasSize(EchoTool.values().length);
        assertThat(Arrays.stream(EchoTool.values()).map(EchoTool::describe).toList())
                .isEqualTo(tools);
    }

    private JsonObject step(JsonObject action) {
        var result = echo.step(new JsonAction(action));
        assertThat(result.reward()).isEmpty();
        assertThat(result.done()).isFalse();
        return result.observation().json();
    }

    private static JsonObject call(String tool, JsonObject arguments) {
        return JsonObject.of("tool_name", tool, "arguments", arguments);
    }

    private static JsonObject json(StepResult<JsonObservation> result) {
        return JsonObject.builder()
                .put("observation", result.observation().json())
                .put("metadata", result.metadata())
                .put("reward", result.reward().isPresent() ? (Double) result.rewardOrZero() : null)
                .put("done", result.done())
                .build();
    }
}
