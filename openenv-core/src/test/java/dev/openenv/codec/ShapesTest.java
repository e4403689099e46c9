package dev.openenv.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.annotation.Param;
import dev.openenv.json.JsonObject;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shape that is supported: its exact schema, and its JSON there and back. */
class ShapesTest {

    /** A value, the JSON and the schema of its component {@code v}, as text. */
    record Example(Record value, String json, String schema) {
        @Override
        public String toString() {
            return value.getClass().getSimpleName() + " " + json;
        }
    }

    enum Suit {
        CLUBS,
        HEARTS
    }

    record Truth(boolean v) {}

    record Int(int v) {}

    record IntBox(Integer v) {}

    record BoundedInt(@Param(value = "the column", min = 0, max = 6) int v) {}

    record HalfBoundedInt(@Param(min = 0.5) int v) {}

    record LongNumber(long v) {}

    record ShortNumber(short v) {}

    record ByteNumber(@Param(min = 0) byte v) {}

    record Real(double v) {}

    record BoundedReal(@Param(min = -0.5, max = 2) double v) {}

    record Single(float v) {}

    record BoundedSingle(@Param(min = 0, max = 0.1) Float v) {}

    record Big(BigInteger v) {}

    record BoundedBig(@Param(min = 1) BigInteger v) {}

    record Text(String v) {}

    record BoundedText(@Param(minLength = 1, maxLength = 3, pattern = "[a-z]+|\uD83D\uDE00") String v) {}

    record DefaultText(@Param(defaultValue = "\"catch\"") String v) {}

    record Choice(Suit v) {}

    record DefaultChoice(@Param(value = "the suit", defaultValue = "\"CLUBS\"") Suit v) {}

    record Point(int x, int y) {}

    record Nested(@Param("where") Point v) {}

    record Box<T>(T value) {}

    record Generic(Box<List<Integer>> v) {}

    record Items(List<Integer> v) {}

    record BoundedItems(@Param(minLength = 1, maxLength = 2) List<String> v) {}

    record Rows(List<List<Point>> v) {}

    record NullableItems(List<@Nullable Integer> v) {}

    record OptionalItems(List<Optional<Integer>> v) {}

    record Bag(Collection<String> v) {}

    record Distinct(Set<String> v) {}

    record ByText(Map<String, Integer> v) {}

    record BySuit(@Param(maxLength = 4) Map<Suit, Point> v) {}

    record AnyByText(Map<String, Object> v) {}

    record MaybeText(Optional<String> v) {}

    record MaybeBounded(@Param(min = 1) Optional<Integer> v) {}

    record MaybeInt(OptionalInt v) {}

    record MaybeLong(OptionalLong v) {}

    record MaybeDouble(OptionalDouble v) {}

    record MaybePoint(@Nullable Point v) {}

    record NullableText(@Nullable String v) {}

    record DefaultNullable(@Param(defaultValue = "3") @Nullable Integer v) {}

    record Raw(JsonObject v) {}

    record Any(Object v) {}

    record At(Instant v) {}

    record AtOffset(OffsetDateTime v) {}

    record AtLocal(LocalDateTime v) {}

    record On(LocalDate v) {}

    record Clock(LocalTime v) {}

    record Lasting(Duration v) {}

    record Id(UUID v) {}

    record Link(URI v) {}

    static Stream<Example> examples() {
        var suits = new LinkedHashMap<Suit, Point>();
        suits.put(Suit.HEARTS, new Point(1, 2));
        var any = new LinkedHashMap<String, Object>();
        any.put("a", null);
        any.put("b", 1L);
        return Stream.of(
                new Example(new Truth(true), "true", "{'title':'V','type':'boolean'}"),
                new Example(new Int(-7), "-7", "{'title':'V','type':'integer'}"),
                new Example(new IntBox(7), "7", "{'title':'V','type':'integer'}"),
                new Example(
                        new BoundedInt(6),
                        "6",
                        "{'description':'the column','maximum':6,'minimum':0,'title':'V','type':'integer'}"),
                new Example(new HalfBoundedInt(1), "1", "{'minimum':1,'title':'V','type':'integer'}"),
                new Example(new LongNumber(Long.MIN_VALUE), "-9223372036854775808", "{'title':'V','type':'integer'}"),
                new Example(
                        new ShortNumber((short) 3),
                        "3",
                        "{'maximum':32767,'minimum':-32768,'title':'V','type':'integer'}"),
                new Example(new ByteNumber((byte) 3), "3", "{'maximum':127,'minimum':0,'title':'V','type':'integer'}"),
                new Example(new Real(0.1), "0.1", "{'title':'V','type':'number'}"),
                new Example(new Real(3), "3.0", "{'title':'V','type':'number'}"),
                new Example(new BoundedReal(2), "2.0", "{'maximum':2,'minimum':-0.5,'title':'V','type':'number'}"),
                new Example(new Single(0.1f), "0.1", "{'title':'V','type':'number'}"),
                new Example(new Single(-0.0f), "-0.0", "{'title':'V','type':'number'}"),
                new Example(new Single(2.0E-3f), "0.002", "{'title':'V','type':'number'}"),
                new Example(new Single(Float.MAX_VALUE), "3.4028235E38", "{'title':'V','type':'number'}"),
                new Example(new Single(1.17549435E-38f), "1.1754944E-38", "{'title':'V','type':'number'}"),
                new Example(new BoundedSingle(0.1f), "0.1", "{'maximum':0.1,'minimum':0,'title':'V','type':'number'}"),
                new Example(
                        new Big(BigInteger.ONE.shiftLeft(64)),
                        "18446744073709551616",
                        "{'title':'V','type':'integer'}"),
                new Example(new Big(BigInteger.TEN), "10", "{'title':'V','type':'integer'}"),
                new Example(new BoundedBig(BigInteger.ONE), "1", "{'minimum':1,'title':'V','type':'integer'}"),
                new Example(new Text("a\"\n\u00e9"), "'a\\\"\\n\u00e9'", "{'title':'V','type':'string'}"),
                new Example(
                        new BoundedText("\uD83D\uDE00"),
                        "'\uD83D\uDE00'",
                        "{'maxLength':3,'minLength':1,'pattern':'^(?:[a-z]+|\uD83D\uDE00)$','title':'V','type':'string'}"),
                new Example(new DefaultText("x"), "'x'", "{'default':'catch','title':'V','type':'string'}"),
                new Example(new Choice(Suit.HEARTS), "'HEARTS'", "{'$ref':'#/$defs/Suit'}"),
                new Example(
                        new DefaultChoice(Suit.HEARTS),
                        "'HEARTS'",
                        "{'$ref':'#/$defs/Suit','default':'CLUBS','description':'the suit'}"),
                new Example(
                        new Nested(new Point(1, 2)), "{'x':1,'y':2}", "{'$ref':'#/$defs/Point','description':'where'}"),
                new Example(new Generic(new Box<>(List.of(1))), "{'value':[1]}", "{'$ref':'#/$defs/Box_List_Integer'}"),
                new Example(
                        new Items(List.of(1, 2)), "[1,2]", "{'items':{'type':'integer'},'title':'V','type':'array'}"),
                new Example(
                        new BoundedItems(List.of("a")),
                        "['a']",
                        "{'items':{'type':'string'},'maxItems':2,'minItems':1,'title':'V','type':'array'}"),
                new Example(
                        new Rows(List.of(List.of(), List.of(new Point(1, 2)))),
                        "[[],[{'x':1,'y':2}]]",
                        "{'items':{'items':{'$ref':'#/$defs/Point'},'type':'array'},'title':'V','type':'array'}"),
                new Example(
                        new NullableItems(Arrays.asList(1, null)),
                        "[1,null]",
                        "{'items':{'anyOf':[{'type':'integer'},{'type':'null'}]},'title':'V','type':'array'}"),
                new Example(
                        new OptionalItems(List.of(Optional.of(1), Optional.empty())),
                        "[1,null]",
                        "{'items':{'anyOf':[{'type':'integer'},{'type':'null'}]},'title':'V','type':'array'}"),
                new Example(
                        new Bag(List.of("b", "a", "b")),
                        "['b','a','b']",
                        "{'items':{'type':'string'},'title':'V','type':'array'}"),
                new Example(
                        new Distinct(new LinkedHashSet<>(List.of("b", "a"))),
                        "['b','a']",
                        "{'items':{'type':'string'},'title':'V','type':'array','uniqueItems':true}"),
                new Example(
                        new ByText(Map.of("a/b", 1)),
                        "{'a/b':1}",
                        "{'additionalProperties':{'type':'integer'},'title':'V','type':'object'}"),
                new Example(
                        new BySuit(suits),
                        "{'HEARTS':{'x':1,'y':2}}",
                        "{'additionalProperties':{'$ref':'#/$defs/Point'},'maxProperties':4,"
                                + "'propertyNames':{'$ref':'#/$defs/Suit'},'title':'V','type':'object'}"),
                new Example(
                        new AnyByText(any),
                        "{'a':null,'b':1}",
                        "{'additionalProperties':true,'title':'V','type':'object'}"),
                new Example(new MaybeText(Optional.of("x")), "'x'", optional("string")),
                new Example(new MaybeText(Optional.empty()), "null", optional("string")),
                new Example(
                        new MaybeBounded(Optional.of(1)),
                        "1",
                        "{'anyOf':[{'minimum':1,'type':'integer'},{'type':'null'}],'default':null,'title':'V'}"),
                new Example(new MaybeInt(OptionalInt.of(1)), "1", optional("integer")),
                new Example(new MaybeInt(OptionalInt.empty()), "null", optional("integer")),
                new Example(new MaybeLong(OptionalLong.of(1)), "1", optional("integer")),
                new Example(new MaybeLong(OptionalLong.empty()), "null", optional("integer")),
                new Example(new MaybeDouble(OptionalDouble.of(1)), "1.0", optional("number")),
                new Example(new MaybeDouble(OptionalDouble.empty()), "null", optional("number")),
                new Example(
                        new MaybePoint(null),
                        "null",
                        "{'anyOf':[{'$ref':'#/$defs/Point'},{'type':'null'}],'default':null}"),
                new Example(new NullableText(null), "null", optional("string")),
                new Example(
                        new DefaultNullable(null),
                        "null",
                        "{'anyOf':[{'type':'integer'},{'type':'null'}],'default':3,'title':'V'}"),
                new Example(
                        new Raw(JsonObject.of("a", 1)),
                        "{'a':1}",
                        "{'additionalProperties':true,'title':'V','type':'object'}"),
                new Example(new Any(JsonObject.of("a", List.of(1))), "{'a':[1]}", "{'title':'V'}"),
                new Example(new Any(null), "null", "{'title':'V'}"),
                new Example(new Any("x"), "'x'", "{'title':'V'}"),
                new Example(new Any(1.5), "1.5", "{'title':'V'}"),
                new Example(
                        new At(Instant.parse("2026-01-31T12:00:00Z")), "'2026-01-31T12:00:00Z'", format("date-time")),
                new Example(
                        new AtOffset(OffsetDateTime.parse("2026-01-31T12:00:00+01:00")),
                        "'2026-01-31T12:00:00+01:00'",
                        format("date-time")),
                new Example(
                        new AtLocal(LocalDateTime.parse("2026-01-31T12:00")),
                        "'2026-01-31T12:00:00'",
                        format("date-time")),
                new Example(new On(LocalDate.parse("2026-01-31")), "'2026-01-31'", format("date")),
                new Example(new Clock(LocalTime.parse("12:00")), "'12:00:00'", format("time")),
                new Example(new Lasting(Duration.ofMinutes(90)), "'PT1H30M'", format("duration")),
                new Example(new Lasting(Duration.ofMillis(-1500)), "'-PT1.5S'", format("duration")),
                new Example(
                        new Lasting(Duration.ofSeconds(Long.MIN_VALUE)),
                        "'PT-2562047788015215H-30M-8S'",
                        format("duration")),
                new Example(
                        new Id(UUID.fromString("123e4567-e89b-12d3-a456-426614174000")),
                        "'123e4567-e89b-12d3-a456-426614174000'",
                        format("uuid")),
                new Example(new Link(URI.create("https://example.org/a")), "'https://example.org/a'", format("uri")));
    }

    private static String optional(String type) {
        return "{'anyOf':[{'type':'" + type + "'},{'type':'null'}],'default':null,'title':'V'}";
    }

    private static String format(String format) {
        return "{'format':'" + format + "','title':'V','type':'string'}";
    }

    @ParameterizedTest
    @MethodSource("examples")
    void schemaIsExact(Example example) {
        var schema = Codecs.of(example.value().getClass()).schema();

        var property = schema.object("properties").orElseThrow().object("v").orElseThrow();
        assertThat(JsonText.write(property)).isEqualTo(example.schema().replace('\'', '"'));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void jsonGoesThereAndBack(Example example) {
        roundTrip(example.value(), "{\"v\":" + example.json().replace('\'', '"') + "}");
    }

    private static <T> void roundTrip(T value, String json) {
        @SuppressWarnings("unchecked") // getClass of a T
        var codec = Codecs.of((Class<T>) value.getClass());

        assertThat(JsonText.write(codec.encode(value))).isEqualTo(json);
        assertThat(codec.decode(JsonText.parse(json))).isEqualTo(value);
        Codecs.checker(codec.type()).ifPresent(checker -> checker.accept(value));
    }
}
