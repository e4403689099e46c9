package dev.openenv.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.annotation.Param;
import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What Java code made and its types allow, but the description does not. */
class CheckingTest {

    record Nulls(
            String text,
            Integer number,
            Cell cell,
            List<@Nullable String> texts,
            Map<String, Cell> cells,
            Optional<String> optional,
            OptionalInt optionalInt,
            Suit suit,
            Order order,
            JsonObject json,
            Instant instant) {}

    record Bounded(
            @Param(min = 0, max = 6) int column,
            double share,
            float narrow,
            @Param(pattern = "[a-z]+") String word,
            List<Double> shares,
            @Param(max = 3) Optional<Integer> maybe,
            Map<String, Object> any,
            URI uri) {}

    record Free(int a, long b, boolean c, short d, byte e) {}

    record Text(String text) {}

    record Cell(int row, int column) {}

    enum Suit {
        CLUBS,
        HEARTS
    }

    sealed interface Order permits Buy, Sell {}

    record Buy(int amount) implements Order {}

    record Sell(int amount) implements Order {}

    @Test
    void nullsAreFoundByEncodingAndByTheChecker() {
        var nulls = new Nulls(null, null, null, null, null, null, null, null, null, null, null);

        assertThat(encodingProblems(Nulls.class, nulls))
                .hasSize(11)
                .allMatch(problem -> problem.matches("/[a-z_]+ type an? .*|/[a-z_]+ type one of .*"));
        var inside = new Nulls(
                "",
                1,
                new Cell(1, 1),
                Collections.singletonList(null),
                Collections.singletonMap("a", null),
                Optional.empty(),
                OptionalInt.empty(),
                Suit.CLUBS,
                new Buy(1),
                JsonObject.empty(),
                Instant.EPOCH);
        assertThat(encodingProblems(Nulls.class, inside)).containsExactly("/cells/a type an object (Cell)");
    }

    @Test
    void brokenBoundsAreFoundByEncodingAndByTheChecker() {
        var broken = new Bounded(
                7,
                Double.NaN,
                Float.NEGATIVE_INFINITY,
                "A",
                List.of(1.0, Double.POSITIVE_INFINITY),
                Optional.of(4),
                Map.of("a", new Object()),
                URI.create("a"));

        assertThat(encodingProblems(Bounded.class, broken))
                .containsExactly(
                        "/column range an integer from 0 to 6",
                        "/share value a finite number",
                        "/narrow value a finite number",
                        "/word pattern a text like [a-z]+",
                        "/shares/1 value a finite number",
                        "/maybe range an integer of at most 3",
                        "/any/a value any JSON value",
                        "/uri format an absolute URI like https://example.org/a");
    }

    private static <T> List<String> encodingProblems(Class<T> type, T value) {
        var encoding = catchThrowableOfType(
                JsonMismatchException.class, () -> Codecs.of(type).encode(value));
        var checking = catchThrowableOfType(
                JsonMismatchException.class,
                () -> Codecs.checker(type).orElseThrow().accept(value));
        assertThat(checking).hasMessage(encoding.getMessage());
        return encoding.mismatches().stream()
                .map(m -> m.pointer() + " " + m.code() + " " + m.expected())
                .toList();
    }

    @Test
    void checkerIsEmptyWhereTypesGuaranteeEverything() {
        assertThat(Codecs.checker(Free.class)).isEmpty();
        assertThat(Codecs.checker(Cell.class)).isEmpty();
        assertThat(Codecs.checker(Order.class)).isEmpty();
        assertThat(Codecs.checker(Bounded.class)).isPresent();
        assertThat(Codecs.checker(Text.class)).isPresent();
    }

    @Test
    void nullKeysAreFound() {
        record Keyed(Map<String, Integer> map) {}

        assertThat(encodingProblems(Keyed.class, new Keyed(Collections.singletonMap(null, 1))))
                .containsExactly("/map value keys that are not null");
    }
}
