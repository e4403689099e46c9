package dev.openenv.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.json.JsonObject;
import org.junit.jupiter.api.Test;

class PrintableTextTest {

    private static final char ESCAPE = 27;
    private static final char RIGHT_TO_LEFT = 0x202e;
    private static final char LINE_SEPARATOR = 0x2028;
    private static final char HALF = (char) 0xd83d;

    @Test
    void whatAScreenShowsStays() {
        var text = "caf" + (char) 0xe9 + " \"5\" \\ " + Character.toString(0x1f600);

        assertThat(PrintableText.of(text)).isSameAs(text);
    }

    @Test
    void whatCommandsAScreenIsSpelledOut() {
        assertThat(PrintableText.of(ESCAPE + "[2J\r\n\t" + RIGHT_TO_LEFT + LINE_SEPARATOR + HALF))
                .isEqualTo("\\u001b[2J\\r\\n\\t\\u202e\\u2028\\ud83d");
    }

    @Test
    void jsonStaysTheSameJson() {
        var json = JsonObject.of("te" + RIGHT_TO_LEFT + "xt", "a\n" + LINE_SEPARATOR + (char) 0x7f);
        var shown = PrintableText.of(JsonText.write(json));

        assertThat(shown).isEqualTo("{\"te\\u202ext\":\"a\\n\\u2028\\u007f\"}");
        assertThat(JsonText.parse(shown)).isEqualTo(json);
    }
}
