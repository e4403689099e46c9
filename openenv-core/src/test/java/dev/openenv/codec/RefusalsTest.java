package dev.openenv.codec;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.SpecException;
import dev.openenv.annotation.Param;
import dev.openenv.annotation.TypeName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be described exactly is refused, naming class and path. */
class RefusalsTest {

    enum Suit {
        CLUBS
    }

    enum Nothing {}

    static class Ordinary {}

    interface Open {}

    record Arrays(int[] v) {}

    record ArraysInside(List<String[]> v) {}

    @SuppressWarnings("rawtypes") // what is tested
    record RawList(List v) {}

    @SuppressWarnings("rawtypes") // what is tested
    record RawBox(Map<String, Box> v) {}

    record Box<T>(T v) {}

    record Wild(List<? extends Number> v) {}

    record Chars(char v) {}

    record Decimals(Inner v) {
        record Inner(Map<String, BigDecimal> costs) {}
    }

    record Zoned(ZonedDateTime v) {}

    record ClassInside(List<Ordinary> v) {}

    record InterfaceInside(Open v) {}

    record Implementation(ArrayList<String> v) {}

    record EmptyEnum(Nothing v) {}

    record Tree(String name, List<Tree> children) {}

    record Ping(Optional<Pong> pong) {}

    record Pong(Ping ping) {}

    record Widening<T>(List<Widening<List<T>>> v) {}

    record WideningStart(Widening<String> v) {}

    record Keys(Map<Integer, String> v) {}

    record NullableKeys(Map<@Nullable String, String> v) {}

    record TwiceOptional(Optional<Optional<String>> v) {}

    record NullableOptional(@Nullable OptionalInt v) {}

    record NullablePrimitive(@Nullable int v) {}

    record BadDefaultText(@Param(defaultValue = "catch") String v) {}

    record BadDefaultBound(@Param(max = 3, defaultValue = "5") int v) {}

    record BadDefaultType(@Param(defaultValue = "\"5\"") List<Integer> v) {}

    record RangeOnText(@Param(min = 1) String v) {}

    record LengthOnNumber(@Param(maxLength = 1) int v) {}

    record PatternOnNumber(@Param(pattern = "a") double v) {}

    record PatternOnList(@Param(pattern = "a") List<String> v) {}

    record RangeOnRecord(@Param(min = 1) Pong v) {}

    record LengthOnUri(@Param(maxLength = 9) URI v) {}

    record RangeOnBoolean(@Param(min = 0) boolean v) {}

    record LengthOnEnum(@Param(minLength = 1) Suit v) {}

    record LengthOnAny(@Param(minLength = 1) Object v) {}

    record BrokenPattern(@Param(pattern = "[a-z") String v) {}

    record EmptyRange(@Param(min = 2, max = 1) int v) {}

    record NoWholeNumber(@Param(min = 0.2, max = 0.8) BigInteger v) {}

    record BeyondByte(@Param(min = 200) byte v) {}

    record NotANumber(@Param(min = Double.NaN) double v) {}

    record InfiniteMin(@Param(min = Double.POSITIVE_INFINITY) int v) {}

    record EmptyLength(@Param(minLength = 2, maxLength = 1) String v) {}

    record NegativeLength(@Param(minLength = -1) String v) {}

    record Clash(int guessesLeft, int guesses_left) {}

    record ClashByName(int a, @Param(name = "a") int b) {}

    sealed interface WithType permits Typed {}

    record Typed(String type) implements WithType {}

    sealed interface SameNames permits One, Other {}

    record One() implements SameNames {}

    @TypeName("one")
    record Other() implements SameNames {}

    sealed interface WithClass permits Member {}

    static final class Member implements WithClass {}

    sealed interface WithGeneric permits GenericMember {}

    record GenericMember<T>(T v) implements WithGeneric {}

    sealed interface GenericFamily<T> permits FamilyMember {}

    record FamilyMember() implements GenericFamily<String> {}

    record FamilyInside(GenericFamily<String> v) {}

    sealed interface Expression permits Negation {}

    record Negation(Expression of) implements Expression {}

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(Arrays.class, "Arrays.v: an array can be changed by everybody; write List"),
                refusal(ArraysInside.class, "ArraysInside.v[]: an array"),
                refusal(RawList.class, "RawList.v: a raw List does not say what is in it; write its type arguments"),
                refusal(RawBox.class, "RawBox.v{}: a raw Box does not say"),
                refusal(Box.class, "Box: a generic type has no single description"),
                refusal(Wild.class, "Wild.v[]: a wildcard is no type; write the type itself"),
                refusal(Chars.class, "Chars.v: char is not supported; write String with maxLength 1"),
                refusal(Decimals.class, "Decimals.v.costs{}: java.math.BigDecimal is not supported: JSON readers"),
                refusal(Zoned.class, "Zoned.v: java.time.ZonedDateTime is not supported: no text format"),
                refusal(
                        ClassInside.class,
                        "ClassInside.v[]: dev.openenv.codec.RefusalsTest$Ordinary is not supported: an ordinary class;"
                                + " write a record"),
                refusal(
                        InterfaceInside.class,
                        "InterfaceInside.v: dev.openenv.codec.RefusalsTest$Open is not supported: an interface that is"
                                + " not sealed; write List, Set, Map, a record or a sealed interface of records"),
                refusal(Implementation.class, "Implementation.v: java.util.ArrayList is not supported: an ordinary"),
                refusal(EmptyEnum.class, "EmptyEnum.v: dev.openenv.codec.RefusalsTest$Nothing is not supported: an"),
                refusal(
                        Tree.class,
                        "Tree.children[]: leads back to dev.openenv.codec.RefusalsTest$Tree; a description must end, so"
                                + " write JsonObject here"),
                refusal(Ping.class, "Ping.pong.ping: leads back to dev.openenv.codec.RefusalsTest$Ping"),
                refusal(WideningStart.class, "leads back to"),
                refusal(Keys.class, "Keys.v: keys of JSON objects are texts; write Map<String, ...>"),
                refusal(NullableKeys.class, "NullableKeys.v: keys of JSON objects are texts"),
                refusal(TwiceOptional.class, "TwiceOptional.v: absent in two ways"),
                refusal(NullableOptional.class, "NullableOptional.v: absent in two ways"),
                refusal(
                        NullablePrimitive.class,
                        "NullablePrimitive.v: @Nullable int cannot be null; write its wrapper"),
                refusal(BadDefaultText.class, "BadDefaultText.v: the default value catch is not JSON: line 1"),
                refusal(
                        BadDefaultBound.class,
                        "BadDefaultBound.v: the default value 5 does not fit: the value: expected an integer of at most"
                                + " 3, got 5"),
                refusal(BadDefaultType.class, "BadDefaultType.v: the default value \"5\" does not fit: the value:"),
                refusal(
                        RangeOnText.class,
                        "RangeOnText.v: min and max bound numbers only; for lengths write minLength"),
                refusal(LengthOnNumber.class, "LengthOnNumber.v: minLength and maxLength bound texts, lists and maps"),
                refusal(PatternOnNumber.class, "PatternOnNumber.v: a pattern is for texts only"),
                refusal(PatternOnList.class, "PatternOnList.v: a pattern is for texts only"),
                refusal(RangeOnRecord.class, "RangeOnRecord.v: min and max bound numbers only"),
                refusal(LengthOnUri.class, "LengthOnUri.v: minLength and maxLength bound texts, lists and maps only"),
                refusal(RangeOnBoolean.class, "RangeOnBoolean.v: min and max bound numbers only"),
                refusal(LengthOnEnum.class, "LengthOnEnum.v: minLength and maxLength bound texts"),
                refusal(LengthOnAny.class, "LengthOnAny.v: minLength and maxLength bound texts"),
                refusal(BrokenPattern.class, "BrokenPattern.v: the pattern '[a-z' does not compile: Unclosed"),
                refusal(EmptyRange.class, "EmptyRange.v: min 2.0 and max 1.0 leave no number"),
                refusal(NoWholeNumber.class, "NoWholeNumber.v: min 0.2 and max 0.8 leave no whole number"),
                refusal(BeyondByte.class, "BeyondByte.v: min 200.0 and max Infinity leave no number of this type"),
                refusal(NotANumber.class, "NotANumber.v: min NaN and max Infinity leave no number"),
                refusal(InfiniteMin.class, "InfiniteMin.v: min Infinity and max Infinity leave no number"),
                refusal(EmptyLength.class, "EmptyLength.v: minLength 2 and maxLength 1 leave no length"),
                refusal(NegativeLength.class, "NegativeLength.v: minLength -1 and maxLength 2147483647 leave"),
                refusal(
                        Clash.class,
                        "Clash: the components guessesLeft and guesses_left are both 'guesses_left' in JSON; give one"
                                + " another name with @Param(name = ...)"),
                refusal(ClashByName.class, "ClashByName: the components a and b are both 'a' in JSON"),
                refusal(WithType.class, "Typed: the component type is 'type' in JSON, which tells the members"),
                refusal(
                        SameNames.class,
                        "SameNames: dev.openenv.codec.RefusalsTest$One and dev.openenv.codec.RefusalsTest$Other are"
                                + " both of type 'one' in JSON; give one another name with @TypeName"),
                refusal(WithClass.class, "WithClass: the member dev.openenv.codec.RefusalsTest$Member of the sealed"),
                refusal(WithGeneric.class, "WithGeneric: the member dev.openenv.codec.RefusalsTest$GenericMember is"),
                refusal(GenericFamily.class, "GenericFamily: a generic type has no single description"),
                refusal(
                        FamilyInside.class,
                        "FamilyInside.v: the sealed interface dev.openenv.codec.RefusalsTest$GenericFamily is generic"),
                refusal(Expression.class, "Negation.of: leads back to dev.openenv.codec.RefusalsTest$Expression"),
                Arguments.of(Suit.class, topLevel("dev.openenv.codec.RefusalsTest$Suit", "an enum")),
                Arguments.of(Integer.class, topLevel("java.lang.Integer", "Integer")),
                Arguments.of(int.class, topLevel("int", "int")),
                Arguments.of(String.class, topLevel("java.lang.String", "String")),
                Arguments.of(int[].class, topLevel("[I", "int[]")),
                Arguments.of(Ordinary.class, topLevel("dev.openenv.codec.RefusalsTest$Ordinary", "an ordinary class")),
                Arguments.of(
                        Open.class,
                        topLevel("dev.openenv.codec.RefusalsTest$Open", "an interface that is not sealed")));
    }

    private static String topLevel(String name, String kind) {
        return name
                + ": actions and observations are JSON objects: write a record or a sealed interface of records, not "
                + kind;
    }

    private static Arguments refusal(Class<?> type, String message) {
        return Arguments.of(type, message);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void typeWithoutExactDescriptionIsRefused(Class<?> type, String message) {
        assertThatThrownBy(() -> Codecs.of(type))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(type.isArray() ? "int[]" : type.getName().replaceFirst("Test.*", ""));
        assertThatThrownBy(() -> Codecs.of(type)).as("again").isInstanceOf(SpecException.class);
    }
}
