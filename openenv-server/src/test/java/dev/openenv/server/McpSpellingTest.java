package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.json.JsonObject;
import dev.openenv.tools.ToolResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class McpSpellingTest {

    private static final JsonObject WRAPPING =
            JsonObject.of("properties", JsonObject.of("result", JsonObject.of("type", "integer")));

    private final AtomicInteger asked = new AtomicInteger();

    private JsonObject spelled(ToolResult result) {
        return McpSpelling.result(result, () -> {
            asked.incrementAndGet();
            return Optional.of(WRAPPING);
        });
    }

    @Test
    void nobodyIsAskedHowAnObjectIsDescribed() {
        var object = JsonObject.of("a", 1);
        assertThat(spelled(ToolResult.bare(object)).get("structuredContent")).isEqualTo(object);
        assertThat(spelled(ToolResult.nothing().withStructuredContent(object)).get("structuredContent"))
                .isEqualTo(object);
        assertThat(asked).hasValue(0);
    }

    @Test
    void aDescribedValueIsWrappedAndShown() {
        var json = spelled(ToolResult.bare(7));
        assertThat(json.get("structuredContent")).isEqualTo(JsonObject.of("result", 7));
        assertThat(json.get("content")).isEqualTo(List.of(JsonObject.of("type", "text", "text", "7")));
        assertThat(asked).hasValue(1);
    }
}
