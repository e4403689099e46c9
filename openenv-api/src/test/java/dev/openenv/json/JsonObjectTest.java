package dev.openenv.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonObjectTest {

    @Test
    void valuesAreTurnedIntoTheFewKindsThereAre() {
        var json = JsonObject.of("a", 1, "b", 2.5f, "c", new StringBuilder("text"));
        assertThat(json.get("a")).isEqualTo(1L);
        assertThat(json.get("b")).isEqualTo(2.5);
        assertThat(json.get("c")).isEqualTo("text");
        assertThat(JsonObject.of("n", BigInteger.TEN).get("n")).isEqualTo(10L);
        assertThat(JsonObject.of("n", BigInteger.TWO.pow(80)).get("n")).isEqualTo(BigInteger.TWO.pow(80));
        assertThat(JsonObject.of("m", Map.of("k", 1)).object("m")).contains(JsonObject.of("k", 1));
    }

    @Test
    void orderIsKeptAndNullsAreAllowed() {
        var json = JsonObject.of("z", null, "a", 1).with("m", null).with("z", 2);
        assertThat(json.names()).containsExactly("z", "a", "m");
        assertThat(json.has("m")).isTrue();
        assertThat(json.get("m")).isNull();
        assertThat(json.without("z").names()).containsExactly("a", "m");
        assertThat(json.without("none")).isSameAs(json);
    }

    @Test
    void equalityIgnoresOrderButNotTheKindOfNumber() {
        assertThat(JsonObject.of("a", 1, "b", 2)).isEqualTo(JsonObject.of("b", 2, "a", 1));
        assertThat(JsonObject.of("a", 1)).isNotEqualTo(JsonObject.of("a", 1.0));
        assertThat(JsonObject.of("a", List.of(1, 2))).hasSameHashCodeAs(JsonObject.of("a", List.of(1L, 2L)));
    }

    @Test
    void whatJsonCannotHoldIsRefusedWithItsPlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonObject.of("a", List.of(Map.of("b", new Object()))))
                .withMessageContaining("a/0/b")
                .withMessageContaining("java.lang.Object");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonObject.of("x", Double.NaN))
                .withMessageContaining("x: JSON has no NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> JsonObject.of("x", Map.of(1, 2)));
    }

    @Test
    void laterChangesOfTheSourceDoNotShow() {
        var list = new ArrayList<>(List.of(1));
        var map = new HashMap<String, Object>(Map.of("list", list));
        var json = JsonObject.copyOf(map);
        list.add(2);
        map.put("more", 1);
        assertThat(json).isEqualTo(JsonObject.of("list", List.of(1)));
        assertThatThrownBy(() -> json.asMap().put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> json.list("list").orElseThrow().add(3))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aBuilderCanBeUsedAgainWithoutTouchingWhatItBuilt() {
        var builder = JsonObject.builder().put("a", 1);
        var first = builder.build();
        var second = builder.put("b", 2).build();
        assertThat(first).isEqualTo(JsonObject.of("a", 1));
        assertThat(second).isEqualTo(JsonObject.of("b", 2));
    }

    @Test
    void textIsJson() {
        var json = JsonObject.of("quote", "a\"b\\\n\t\u0001", "list", Arrays.asList(1, null, true), "empty", Map.of());
        assertThat(json).hasToString("{\"quote\":\"a\\\"b\\\\\\n\\t\\u0001\",\"list\":[1,null,true],\"empty\":{}}");
        assertThat(JsonObject.of("s", "\uD83D\uDE00 \uD83D")).hasToString("{\"s\":\"\uD83D\uDE00 \\ud83d\"}");
    }

    @Test
    void accessorsAnswerOnlyForTheirKind() {
        var json = JsonObject.of("n", 1, "d", 1.5, "s", "x").with("b", true);
        assertThat(json.number("n")).hasValue(1);
        assertThat(json.integer("d")).isEmpty();
        assertThat(json.string("n")).isEmpty();
        assertThat(json.bool("b")).contains(true);
        assertThat(json.object("s")).isEmpty();
        assertThat(json.list("none")).isEmpty();
    }
}
