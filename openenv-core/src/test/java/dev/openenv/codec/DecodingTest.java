package dev.openenv.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.annotation.Param;
import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.JsonObject;
import dev.openenv.json.Mismatch;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecodingTest {

    enum Suit {
        CLUBS,
        HEARTS
    }

    record Numbers(
            @Nullable Integer i,
            @Nullable Long l,
            @Nullable Short s,
            @Nullable Byte b,
            @Nullable Double d,
            @Nullable Float f,
            @Nullable BigInteger big,
            @Param(min = 0, max = 6) @Nullable Integer column,
            @Param(min = 0.5) @Nullable Double share,
            @Param(max = 0.1) @Nullable Float small) {}

    record Others(
            @Nullable Boolean bool,
            @Param(minLength = 2, maxLength = 3) @Nullable String sized,
            @Param(pattern = "a|bc") @Nullable String like,
            @Nullable Suit suit,
            @Nullable List<Integer> list,
            @Param(minLength = 1, maxLength = 2) @Nullable List<Integer> pair,
            @Nullable Set<Integer> set,
            @Nullable Map<Suit, Integer> map,
            @Param(minLength = 1) @Nullable Map<String, Integer> filled,
            @Nullable JsonObject object,
            @Nullable Instant instant,
            @Nullable LocalDateTime local,
            @Nullable Duration duration,
            @Nullable UUID uuid,
            @Nullable URI uri) {}

    record Cell(int row, int column) {
        Cell {
            if (row < 0) {
                throw new IllegalArgumentException("row must not be negative");
            }
            if (column < 0) {
                throw new IllegalStateException();
            }
        }
    }

    record Move(
            int turn, @Param(name = "a/b~c") Map<String, Cell> cells, List<List<Cell>> rows, Optional<Cell> maybe) {}

    record Defaults(@Param(defaultValue = "5") int turns, @Param(defaultValue = "[1,2]") List<Integer> dice) {}

    record WithMetadata(JsonObject metadata) {}

    record Outer(Cell cell) {}

    record Slow(@Param(pattern = "(a|b)*c") String v) {}

    sealed interface Order permits Buy, Sell {}

    record Buy(int amount) implements Order {}

    record Sell(int amount) implements Order {}

    record Basket(List<Order> orders) {}

    private static <T> T decode(Class<T> type, String json) {
        return Codecs.of(type).decode(JsonText.parse(json.replace('\'', '"')));
    }

    private static List<String> problems(Class<?> type, String json) {
        var refused = catchThrowableOfType(JsonMismatchException.class, () -> decode(type, json));
        assertThat(refused).as(json).isNotNull();
        return refused.mismatches().stream()
                .map(m -> m.pointer() + " " + m.code() + " " + m.expected())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'i':'5'};/i type an integer",
                "{'i':true};/i type an integer",
                "{'i':7.5};/i type an integer",
                "{'i':[7]};/i type an integer",
                "{'i':2147483648};/i range an integer",
                "{'i':1e10};/i range an integer",
                "{'i':18446744073709551616};/i range an integer",
                "{'l':9223372036854775808};/l range an integer",
                "{'l':9.3e18};/l range an integer",
                "{'l':-1e300};/l range an integer",
                "{'s':32768};/s range an integer",
                "{'b':-129};/b range an integer",
                "{'d':'5'};/d type a number",
                "{'d':false};/d type a number",
                "{'f':1e39};/f range a number",
                "{'big':1.5};/big type an integer",
                "{'column':7};/column range an integer from 0 to 6",
                "{'column':-1.0};/column range an integer from 0 to 6",
                "{'share':0.25};/share range a number of at least 0.5",
                "{'small':0.100000001};/small range a number of at most 0.1"
            })
    void wrongNumberIsAMismatch(String json, String problem) {
        assertThat(problems(Numbers.class, json)).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'bool':1};/bool type true or false",
                "{'bool':'true'};/bool type true or false",
                "{'sized':'a'};/sized length a text of 2 to 3 characters",
                "{'sized':'abcd'};/sized length a text of 2 to 3 characters",
                "{'sized':'\uD83D\uDE00'};/sized length a text of 2 to 3 characters",
                "{'sized':5};/sized type a text of 2 to 3 characters",
                "{'like':'xa'};/like pattern a text like a|bc",
                "{'like':'b'};/like pattern a text like a|bc",
                "{'like':'a\\n'};/like pattern a text like a|bc",
                "{'suit':'hearts'};/suit choice one of CLUBS, HEARTS",
                "{'suit':0};/suit type one of CLUBS, HEARTS",
                "{'list':{}};/list type a list",
                "{'list':[1,null]};/list/1 type an integer",
                "{'pair':[]};/pair length a list of 1 to 2 items",
                "{'pair':[1,2,3]};/pair length a list of 1 to 2 items",
                "{'set':[1,2,1.0]};/set value a list of items that differ",
                "{'map':[]};/map type an object",
                "{'map':{'SPADES':1}};/map/SPADES choice one of CLUBS, HEARTS",
                "{'map':{'CLUBS':null}};/map/CLUBS type an integer",
                "{'filled':{}};/filled length an object of at least 1 entries",
                "{'object':[]};/object type an object",
                "{'instant':'2026-01-31T12:00:00'};/instant format a time with an offset like 2026-01-31T12:00:00Z",
                "{'instant':5};/instant type a time with an offset like 2026-01-31T12:00:00Z",
                "{'local':'2026-02-30T12:00:00'};/local format a date and time without an offset like 2026-01-31T12:00:00",
                "{'duration':'1h'};/duration format a duration in days, hours, minutes and seconds like PT1H30M",
                "{'uuid':'1-1-1-1-1'};/uuid format a UUID like 123e4567-e89b-12d3-a456-426614174000",
                "{'uri':'a b'};/uri format an absolute URI like https://example.org/a",
                "{'uri':'a/b'};/uri format an absolute URI like https://example.org/a"
            })
    void wrongValueIsAMismatch(String json, String problem) {
        assertThat(problems(Others.class, json)).containsExactly(problem);
    }

    @Test
    void wholeNumbersMayBeWrittenWithAPoint() {
        var numbers = decode(
                Numbers.class, "{'i':7.0,'l':-9.223372036854775808e18,'s':1e2,'b':-0.0,'d':3,'f':16777217,'big':1e20}");

        assertThat(numbers.i()).isEqualTo(7);
        assertThat(numbers.l()).isEqualTo(Long.MIN_VALUE);
        assertThat(numbers.s()).isEqualTo((short) 100);
        assertThat(numbers.b()).isEqualTo((byte) 0);
        assertThat(numbers.d()).isEqualTo(3.0);
        assertThat(numbers.f()).isEqualTo(16_777_216f);
        assertThat(numbers.big()).isEqualTo(BigInteger.TEN.pow(20));
    }

    @Test
    void textsOfTheRightLengthInCodePointsAreTaken() {
        assertThat(decode(Others.class, "{'sized':'\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00'}")
                        .sized())
                .hasSize(6);
        assertThat(decode(Others.class, "{'like':'bc'}").like()).isEqualTo("bc");
    }

    @Test
    void timesOfOtherOffsetsAreTheSameInstant() {
        assertThat(decode(Others.class, "{'instant':'2026-01-31T13:00:00.5+01:00'}")
                        .instant())
                .isEqualTo(Instant.parse("2026-01-31T12:00:00.5Z"));
        assertThat(decode(Others.class, "{'duration':'-P1DT2H'}").duration()).isEqualTo(Duration.ofHours(-26));
    }

    @Test
    void allProblemsAreReportedAtOnceInFieldOrder() {
        assertThat(problems(
                        Move.class,
                        "{'z':1,'a/b~c':{'x/y':{'row':'1','column':null}},'rows':[[],[{'row':1,'column':2},7,{}]],"
                                + "'maybe':{'row':1},'metadata':5}"))
                .containsExactly(
                        "/turn missing an integer",
                        "/a~1b~0c/x~1y/row type an integer",
                        "/a~1b~0c/x~1y/column type an integer",
                        "/rows/1/1 type an object (Cell)",
                        "/rows/1/2/row missing an integer",
                        "/rows/1/2/column missing an integer",
                        "/maybe/column missing an integer",
                        "/z extra no such field",
                        "/metadata extra no such field");
    }

    @Test
    void messageNamesTypePlaceAndWhatWasThere() {
        assertThatThrownBy(() -> decode(Cell.class, "{'row':'x','other':[1]}"))
                .hasMessage("not a valid Cell: /row: expected an integer, got 'x'; /column: missing, expected an"
                        + " integer; /other: expected no such field, got [1]");
    }

    @Test
    void manyProblemsAreCutOff() {
        var list = "[" + "null,".repeat(10_000) + "null]";

        assertThat(problems(Others.class, "{'list':" + list + "}")).hasSize(100);
    }

    @Test
    void whatTheConstructorThrowsIsAMismatchAtItsPlace() {
        assertThat(problems(Cell.class, "{'row':-1,'column':0}")).containsExactly(" value row must not be negative");
        assertThat(problems(Outer.class, "{'cell':{'row':0,'column':-1}}"))
                .containsExactly("/cell value what does not end in java.lang.IllegalStateException");
    }

    @Test
    void defaultsStandInForMissingFieldsOnly() {
        assertThat(decode(Defaults.class, "{}")).isEqualTo(new Defaults(5, List.of(1, 2)));
        assertThat(decode(Defaults.class, "{'turns':6}").turns()).isEqualTo(6);
        assertThat(problems(Defaults.class, "{'turns':null}")).containsExactly("/turns type an integer");
    }

    @Test
    void metadataIsDroppedAtTheTopOnlyAndUnlessDeclared() {
        assertThat(decode(Cell.class, "{'row':1,'metadata':{'a':1},'column':2}"))
                .isEqualTo(new Cell(1, 2));
        assertThat(decode(Order.class, "{'type':'buy','amount':1,'metadata':{}}"))
                .isEqualTo(new Buy(1));
        assertThat(problems(Outer.class, "{'cell':{'row':1,'column':2,'metadata':{}}}"))
                .containsExactly("/cell/metadata extra no such field");
        assertThat(decode(WithMetadata.class, "{'metadata':{'a':1}}").metadata())
                .isEqualTo(JsonObject.of("a", 1));
    }

    @Test
    void familyIsToldApartByType() {
        assertThat(decode(Basket.class, "{'orders':[{'type':'buy','amount':1},{'amount':2,'type':'sell'}]}"))
                .isEqualTo(new Basket(List.of(new Buy(1), new Sell(2))));
        assertThat(problems(
                        Basket.class,
                        "{'orders':[{'type':'steal','amount':1},{'amount':2},{'type':3},{'type':null},"
                                + "{'type':'buy','amount':1,'more':1},null,5]}"))
                .containsExactly(
                        "/orders/0/type choice one of buy, sell",
                        "/orders/1/type missing one of buy, sell",
                        "/orders/2/type type one of buy, sell",
                        "/orders/3/type type one of buy, sell",
                        "/orders/4/more extra no such field",
                        "/orders/5 type an object (Order) with type one of buy, sell",
                        "/orders/6 type an object (Order) with type one of buy, sell");
    }

    @Test
    void collectionsComeBackUnmodifiable() {
        var others = decode(Others.class, "{'list':[1],'set':[2,1],'map':{'CLUBS':1}}");

        for (Collection<Integer> ints :
                List.of(others.list(), others.set(), others.map().values())) {
            assertThatThrownBy(ints::clear).isInstanceOf(UnsupportedOperationException.class);
        }
        assertThat(others.set()).containsExactly(2, 1);
    }

    @Test
    void textThatExhaustsTheMatcherDoesNotMatch() {
        assertThat(problems(Slow.class, "{'v':'" + "ab".repeat(500_000) + "'}"))
                .containsExactly("/v pattern a text like (a|b)*c");
    }

    @Test
    void jsonThatNoTextHoldsIsReadAllTheSame() {
        var json = JsonObject.of("cell", JsonObject.of("row", 1, "column", 2));

        assertThat(Codecs.of(Outer.class).decode(json)).isEqualTo(new Outer(new Cell(1, 2)));
    }

    @Test
    void mismatchKeepsWhatWasThere() {
        var refused =
                catchThrowableOfType(JsonMismatchException.class, () -> decode(Cell.class, "{'row':'x','column':1}"));

        assertThat(refused.mismatches()).containsExactly(new Mismatch("/row", "type", "an integer", "x"));
    }
}
