package dev.openenv.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolTextsTest {

    private static String told(ToolResult result) {
        return ToolTexts.of(ToolReply.of("tool", result));
    }

    @Test
    void bareResultsAreShownAsJson() {
        assertThat(told(ToolResult.bare(7))).isEqualTo("7");
        assertThat(told(ToolResult.bare(false))).isEqualTo("false");
        assertThat(told(ToolResult.bare(List.of("a", 1)))).isEqualTo("[\"a\",1]");
        assertThat(told(ToolResult.bare(JsonObject.of("a", 1)))).isEqualTo("{\"a\":1}");
        assertThat(told(ToolResult.bare("plain"))).isEqualTo("plain");
    }

    @Test
    void whatHasNoTextIsNamed() {
        assertThat(told(ToolResult.nothing())).isEqualTo("(nothing)");
        assertThat(told(ToolResult.of(""))).isEqualTo("(nothing)");
        assertThat(told(ToolResult.image(new byte[] {1}, "image/png"))).isEqualTo("(content that is no text)");
    }

    @Test
    void failuresAreTold() {
        var error = ToolError.of(ToolErrorKind.NOT_FOUND, "no such tool");
        assertThat(ToolTexts.of(ToolReply.failed("tool", error)))
                .startsWith("Error: ")
                .contains("no such tool");
    }
}
