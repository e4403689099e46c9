package dev.openenv.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.Blame;
import dev.openenv.codec.JsonText.Lenience;
import dev.openenv.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @Test
    void readsEveryKindOfValue() {
        var json = JsonText.parse(
                " {\"a\": [1, -0, 2.5, 1e2, true, false, null, \"x\\u00e9\\ud83d\\ude00\", {}], \"b\": {\"c\": []}} ");

        assertThat(json.list("a").orElseThrow())
                .containsExactly(1L, 0L, 2.5, 100.0, true, false, null, "x\u00e9\uD83D\uDE00", JsonObject.empty());
        assertThat(json.object("b")).contains(JsonObject.of("c", List.of()));
    }

    @Test
    void wholeNumbersAreExact() {
        var digits = "9".repeat(1000);

        var json = JsonText.parse("{\"a\":9223372036854775807,\"b\":9223372036854775808,\"c\":" + digits + "}");

        assertThat(json.get("a")).isEqualTo(Long.MAX_VALUE);
        assertThat(json.get("b")).isEqualTo(BigInteger.ONE.shiftLeft(63));
        assertThat(json.get("c")).isEqualTo(new BigInteger(digits));
        assertThat(JsonText.write(json)).endsWith(digits + "}");
    }

    @Test
    void lastOfTwoNamesCounts() {
        assertThat(JsonText.write(JsonText.parse("{\"a\":1,\"b\":2,\"a\":3}"))).isEqualTo("{\"a\":3,\"b\":2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "1",
                "\"a\"",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":[",
                "{\"a\":[1,",
                "{\"a\":1}}",
                "{\"a\":1} {}",
                "{\"a\":1} x",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":[1,]}",
                "{\"a\":[,1]}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":-Infinity}",
                "{\"a\":1e999}",
                "{\"a\":-1e999}",
                "{\"a\":True}",
                "{\"a\":nul}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\udc00\\ud800\"}",
                "{\"\\ud800\":1}",
                "{/* no */}",
                "{\"a\":1 // no\n}",
                "\uFEFF{}"
            })
    void textThatIsNotJsonIsRefusedWithItsPlace(String text) {
        var refused = catchThrowableOfType(JsonFormatException.class, () -> JsonText.parse(text));

        assertThat(refused).isNotNull();
        assertThat(refused.line()).hasValue(text.endsWith("\n}") && text.length() < 10 ? 2 : 1);
        assertThat(refused.column()).isPresent();
        assertThat(refused.blame()).isEqualTo(Blame.CALLER);
        assertThat(refused.getMessage()).startsWith("not JSON: line ").doesNotContain("Feature", "Source", "`");
    }

    @Test
    void placeIsLineAndColumn() {
        var refused = catchThrowableOfType(
                JsonFormatException.class, () -> JsonText.parse("{\n  \"a\": 1,\n  \"b\": flase\n}"));

        assertThat(refused).hasMessageStartingWith("not JSON: line 3, column ");
        assertThat(refused.line()).hasValue(3);
        assertThat(refused.column().getAsInt()).isBetween(8, 14);
    }

    @Test
    void depthIsLimited() {
        var depth = JsonText.MAX_DEPTH - 1;
        var deepest = "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";

        assertThat(JsonText.write(JsonText.parse(deepest))).isEqualTo(deepest);
        assertThatThrownBy(() -> JsonText.parse("{\"a\":" + "[".repeat(100_000)))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageContaining("200");
        assertThatThrownBy(() -> JsonText.parse("{\"a\":".repeat(depth + 2) + "1" + "}".repeat(depth + 2)))
                .isInstanceOf(JsonFormatException.class);
    }

    @Test
    void deepObjectIsNotWritten() {
        var json = JsonObject.of("a", 1);
        for (var i = 0; i < JsonText.MAX_DEPTH; i++) {
            json = JsonObject.of("a", json);
        }
        var deep = json;

        assertThatThrownBy(() -> JsonText.write(deep)).isInstanceOf(JsonFormatException.class);
        assertThatThrownBy(() -> JsonText.bytes(deep)).isInstanceOf(JsonFormatException.class);
        assertThatThrownBy(() -> JsonText.canonical(deep)).isInstanceOf(JsonFormatException.class);
    }

    @Test
    void longNumbersAreRefusedBothWays() {
        assertThatThrownBy(() -> JsonText.parse("{\"a\":" + "9".repeat(5_000) + "}"))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageContaining("1000");
        assertThatThrownBy(() -> JsonText.parse("{\"a\":0." + "9".repeat(5_000) + "}"))
                .isInstanceOf(JsonFormatException.class);
        assertThatThrownBy(() -> JsonText.write(JsonObject.of("a", BigInteger.TEN.pow(5_000))))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageContaining("1000");
        assertThatThrownBy(() -> JsonText.write(JsonObject.of("a", BigInteger.TEN.pow(1_000))))
                .isInstanceOf(JsonFormatException.class);
    }

    @Test
    void longNamesAreRefusedBothWays() {
        assertThatThrownBy(() -> JsonText.write(JsonObject.of("a".repeat(JsonText.MAX_NAME + 1), 1)))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageContaining("50001 characters where at most 50000");
        assertThatThrownBy(() -> JsonText.parse("{\"" + "a".repeat(JsonText.MAX_NAME + 1) + "\":1}"))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageContaining("50000");
    }

    @Test
    void longTextsAreRead() {
        var text = "a".repeat(25_000_000);

        assertThat(JsonText.parse("{\"a\":\"" + text + "\"}").string("a")).contains(text);
    }

    @Test
    void bytesAreUtf8AndNothingElse() {
        var text = "{\"a\":\"\u00e9\uD83D\uDE00\uFFFD\"}";

        assertThat(JsonText.bytes(JsonText.parse(text.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> JsonText.parse(text.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(JsonFormatException.class)
                .hasMessage("not UTF-8: byte 6 of 11 is broken");
        assertThatThrownBy(() -> JsonText.parse(text.getBytes(StandardCharsets.UTF_16BE)))
                .isInstanceOf(JsonFormatException.class);
        assertThatThrownBy(() -> JsonText.parse(new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'}))
                .as("overlong")
                .isInstanceOf(JsonFormatException.class);
        assertThatThrownBy(() -> JsonText.parse(new byte[] {'{', '"', (byte) 0xC3}))
                .as("cut off")
                .isInstanceOf(JsonFormatException.class)
                .hasMessage("not UTF-8: byte 2 of 3 is broken");
    }

    @Test
    void halfASurrogatePairIsNotWritten() {
        for (var text : List.of("a\uD83D", "\uDE00b", "\uD83Dx\uDE00")) {
            assertThatThrownBy(() -> JsonText.write(JsonObject.of("a", text)))
                    .isInstanceOf(JsonFormatException.class)
                    .hasMessageContaining("surrogate");
            assertThatThrownBy(() -> JsonText.bytes(JsonObject.of(text, 1))).isInstanceOf(JsonFormatException.class);
            assertThatThrownBy(() -> JsonText.canonical(JsonObject.of("a", List.of(text))))
                    .isInstanceOf(JsonFormatException.class);
        }
    }

    @Test
    void bytesAreTheTextInUtf8() {
        var json = JsonText.parse("{\"b\":[1,2.5,\"\u00e9\uD83D\uDE00\\u0001\"],\"a\":{\"c\":null}}");

        assertThat(new String(JsonText.bytes(json), StandardCharsets.UTF_8)).isEqualTo(JsonText.write(json));
    }

    @Test
    void canonicalSortsNamesByUtf16Units() {
        var json = JsonText.parse(
                "{\"\\uFB33\":1,\"\uD83D\uDE00\":2,\"b\":{\"z\":[{\"y\":1,\"x\":2}],\"a\":3},\"\":4,\"B\":5}");

        assertThat(JsonText.canonical(json))
                .isEqualTo(
                        "{\"\":4,\"B\":5,\"b\":{\"a\":3,\"z\":[{\"x\":2,\"y\":1}]},\"\uD83D\uDE00\":2,\"\uFB33\":1}");
    }

    @Test
    void canonicalEscapesAsRfc8785() {
        assertThat(JsonText.canonical(JsonObject.of("a", "\u20ac$\u000F\nA'\u0042\"\\\"/\u007f\b\f\t\r\u001f")))
                .isEqualTo("{\"a\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\"/\u007f\\b\\f\\t\\r\\u001f\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "1e23, 1.0E23",
        "2.0E-3, 0.002",
        "5e-324, 4.9E-324",
        "-0.0, -0.0",
        "0.0, 0.0",
        "1.0, 1.0",
        "2e23, 2.0E23",
        "9007199254740993.0, 9.007199254740992E15",
        "1.7976931348623157e308, 1.7976931348623157E308",
        "2.2250738585072014E-308, 2.2250738585072014E-308",
        "123456789.125, 1.23456789125E8",
        "0.1, 0.1",
        "1e7, 1.0E7",
        "9999999.0, 9999999.0",
        "1e-3, 0.001",
        "9e-4, 9.0E-4",
        "2.98023223876953125E-8, 2.9802322387695312E-8"
    })
    void numbersHaveOneForm(String number, String form) {
        var json = JsonText.parse("{\"a\":" + number + "}");

        assertThat(JsonText.canonical(json)).isEqualTo("{\"a\":" + form + "}");
        assertThat(JsonText.write(json)).isEqualTo("{\"a\":" + form + "}");
        assertThat(JsonText.parse(JsonText.canonical(json))).isEqualTo(json);
    }

    @Test
    void everyDoubleReadsBackAsItself() {
        var bits = new Random(7);
        for (var i = 0; i < 100_000; i++) {
            var number = Double.longBitsToDouble(bits.nextLong());
            if (Double.isFinite(number)) {
                var json = JsonObject.of("a", number);
                assertThat(JsonText.parse(JsonText.canonical(json)).get("a")).isEqualTo(number);
            }
        }
    }

    @Test
    void formOfManyDoublesIsTheSameOnEveryJdk() {
        var bits = new Random(8);
        var hash = 0;
        for (var i = 0; i < 200_000; i++) {
            var number = i % 2 == 0 ? Double.longBitsToDouble(bits.nextLong()) : bits.nextInt(2_000_000) * 1e-3;
            if (Double.isFinite(number)) {
                hash = 31 * hash
                        + JsonText.canonical(JsonObject.of("a", number)).hashCode();
            }
        }

        assertThat(hash).isEqualTo(1_736_967_551);
    }

    @Test
    void unequalObjectsHaveUnequalCanonicalText() {
        assertThat(JsonText.canonical(JsonText.parse("{\"a\":1}")))
                .isNotEqualTo(JsonText.canonical(JsonText.parse("{\"a\":1.0}")));
        assertThat(JsonText.canonical(JsonText.parse("{\"a\":1,\"b\":2}")))
                .isEqualTo(JsonText.canonical(JsonText.parse("{\"b\":2,\"a\":1}")));
    }

    @Test
    void lenientReadingTakesWhatPythonWrites() {
        var text = "{\"a\":[NaN,-Infinity,1e999,1.5],\"c\":1,\"c\":2}";
        assertThat(lenient(text, Lenience.LOSSY)).isEqualTo("{\"a\":[null,null,null,1.5],\"c\":2}");
        assertThat(lenient(text, Lenience.LOSSLESS))
                .isEqualTo("{\"a\":[\"NaN\",\"-Infinity\",\"Infinity\",1.5],\"c\":2}");
        assertThat(lenient("{\"a\":{\"b\":NaN,\"c\":{\"d\":NaN,\"e\":[Infinity]}}}", Lenience.LOSSLESS))
                .isEqualTo("{\"a\":{\"b\":\"NaN\",\"c\":{\"d\":null,\"e\":[null]}}}");
        var half = "{\"b\":\"\\ud800x\\ud83d\\ude00\"}";
        assertThat(lenient(half, Lenience.LOSSY)).isEqualTo("{\"b\":\"\uFFFDx\uD83D\uDE00\"}");
        assertThatThrownBy(() -> lenient(half, Lenience.LOSSLESS)).isInstanceOf(JsonFormatException.class);
        assertThat(JsonText.parseLenient("[null]", Lenience.LOSSY)).isEqualTo(Arrays.asList((Object) null));
        assertThatThrownBy(() -> JsonText.parse(text)).isInstanceOf(JsonFormatException.class);
        assertThatThrownBy(() -> JsonText.parseLenient("{\"a\":nope}", Lenience.LOSSY))
                .isInstanceOf(JsonFormatException.class);
    }

    private static String lenient(String text, Lenience lenience) {
        return JsonText.write((JsonObject) Objects.requireNonNull(JsonText.parseLenient(text, lenience)));
    }
}
