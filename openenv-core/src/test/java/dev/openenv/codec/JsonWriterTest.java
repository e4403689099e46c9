package dev.openenv.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.openenv.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {

    private static final JsonMapper OTHER = JsonMapper.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .build();

    /** Kinds of characters, the first much more often than the others. */
    private static final String[] KINDS = {
        "abc xyz", "?\"\\/", "\n\t\b\f\r\0\u001f\u007f", "\u00e9\u07ff\u2028\uffff", "\uD83D\uDE00"
    };

    @Test
    void textsAreWrittenAsAnotherLibraryWritesThem() throws Exception {
        var random = new Random(1);
        for (var round = 0; round < 20_000; round++) {
            var text = new StringBuilder();
            for (var left = random.nextInt(200); left > 0; left--) {
                var kind = KINDS[random.nextInt(20) == 0 ? random.nextInt(KINDS.length) : 0];
                var c = kind.codePointAt(
                        kind.length() == 2 && Character.isHighSurrogate(kind.charAt(0))
                                ? 0
                                : random.nextInt(kind.length()));
                text.appendCodePoint(c);
            }
            var bytes = JsonText.bytes(JsonObject.of("a", text.toString()));

            assertThat(bytes)
                    .isEqualTo(("{\"a\":" + OTHER.writeValueAsString(text.toString()) + "}").getBytes("UTF-8"));
            assertThat(JsonText.parse(bytes).string("a")).contains(text.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 63, 64, 65, 71, 100})
    void halfASurrogatePairIsRefusedWhereverItStands(int length) {
        for (var at = 0; at <= length; at++) {
            var text = "x".repeat(at) + "\uD83D" + "y".repeat(length - at);

            assertThatThrownBy(() -> JsonText.write(JsonObject.of("a", text)))
                    .isInstanceOf(JsonFormatException.class)
                    .hasMessageContaining("half a surrogate pair at index " + at + " of a text of " + (length + 1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65, 70, 71, 72})
    void nothingSpecialIsMissedInALongText(int length) {
        for (var special : List.of("\"", "\\", "\u0000", "\u001f", "?", "\u007f", "\u0080")) {
            for (var at = 0; at <= length; at++) {
                var json = JsonObject.of("a", "x".repeat(at) + special + "y".repeat(length - at));

                assertThat(JsonText.parse(JsonText.bytes(json))).isEqualTo(json);
            }
        }
    }

    @Test
    void largeTextsKeepTheirPlacesAmongOthers() throws Exception {
        var texts = List.of(
                "x".repeat(8_191),
                "y".repeat(8_192),
                "short",
                "z".repeat(100_000) + "\u00e9",
                "x".repeat(1 << 20),
                "x".repeat(20_000),
                "\n".repeat(20_000));
        var json = JsonObject.of("a", 1, "b", texts, "x".repeat(8_192), 2);

        assertThat(JsonText.bytes(json)).isEqualTo(OTHER.writeValueAsBytes(OTHER.readTree(JsonText.write(json))));
        assertThat(JsonText.parse(JsonText.bytes(json))).isEqualTo(json);
        assertThat(JsonText.bytes(JsonObject.of("a", "x".repeat(8_192)))).hasSize(8_200);
        var whole = new ByteArrayOutputStream();
        for (var piece : JsonText.buffers(json)) {
            whole.write(piece.array(), piece.position(), piece.remaining());
        }
        assertThat(whole.toByteArray()).isEqualTo(JsonText.bytes(json));
    }

    @Test
    void wholeNumbersOfEveryLengthAreExact() {
        for (var power = BigInteger.ONE; power.bitLength() < Long.SIZE; power = power.multiply(BigInteger.TEN)) {
            for (var value :
                    new long[] {power.longValue(), power.longValue() - 1, -power.longValue(), 1 - power.longValue()}) {
                assertThat(JsonText.write(JsonObject.of("a", value))).isEqualTo("{\"a\":" + value + "}");
            }
        }
        assertThat(JsonText.write(JsonObject.of("a", Long.MIN_VALUE, "b", Long.MAX_VALUE)))
                .isEqualTo("{\"a\":-9223372036854775808,\"b\":9223372036854775807}");
    }

    @Test
    void whatIsTooDeepIsRefused() {
        Object deep = JsonObject.empty();
        for (var i = 2; i < JsonText.MAX_DEPTH; i++) {
            deep = i % 2 == 0 ? List.of(deep) : JsonObject.of("a", deep);
        }
        var deepest = JsonObject.of("a", deep);

        assertThat(JsonText.parse(JsonText.bytes(deepest))).isEqualTo(deepest);
        assertThatThrownBy(() -> JsonText.bytes(JsonObject.of("a", deepest)))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageContaining("200");
    }
}
