package dev.openenv.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.Action;
import dev.openenv.annotation.Param;
import dev.openenv.annotation.TypeName;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Schemas as a whole; those of single components are in {@link ShapesTest}. */
class SchemaTest {

    enum Direction {
        UP,
        DOWN
    }

    record Cell(int row, int column) {}

    record Move(
            @Param(value = "where to", defaultValue = "\"UP\"") Direction direction,
            Cell infoState,
            List<Cell> path,
            @Nullable Cell previous,
            @Param(name = "HTTPCode") int code)
            implements Action {}

    record Noop() implements Action {}

    sealed interface Order extends Action permits Buy, Trade, Sell {}

    @TypeName("purchase")
    record Buy(int amount) implements Order {}

    sealed interface Trade extends Order permits SwapAll {}

    record SwapAll(Cell cell) implements Trade {}

    record Sell() implements Order {}

    record Basket(Order order, Optional<Order> next, Buy plain) {}

    record Box<T>(T value) {}

    record Boxes(Box<Integer> a, Box<@Nullable Integer> b, Box<Integer> c, Box<Box<Integer>> d) {}

    static final class Left {
        record Same(int a) {}
    }

    static final class Right {
        record Same(int b) {}
    }

    record Twins(Left.Same left, Right.Same right) {}

    private static String schema(Class<?> type) {
        return JsonText.write(Codecs.of(type).schema()).replace('"', '\'');
    }

    @Test
    void recordWithDefinitions() {
        assertThat(schema(Move.class))
                .isEqualTo("{'$defs':{"
                        + "'Cell':{'additionalProperties':false,'properties':{"
                        + "'row':{'title':'Row','type':'integer'},'column':{'title':'Column','type':'integer'}},"
                        + "'required':['row','column'],'title':'Cell','type':'object'},"
                        + "'Direction':{'enum':['UP','DOWN'],'title':'Direction','type':'string'}},"
                        + "'additionalProperties':false,'properties':{"
                        + "'direction':{'$ref':'#/$defs/Direction','default':'UP','description':'where to'},"
                        + "'info_state':{'$ref':'#/$defs/Cell'},"
                        + "'path':{'items':{'$ref':'#/$defs/Cell'},'title':'Path','type':'array'},"
                        + "'previous':{'anyOf':[{'$ref':'#/$defs/Cell'},{'type':'null'}],'default':null},"
                        + "'HTTPCode':{'title':'Httpcode','type':'integer'}},"
                        + "'required':['info_state','path','HTTPCode'],'title':'Move','type':'object'}");
    }

    @Test
    void recordWithoutComponentsRequiresNothing() {
        assertThat(schema(Noop.class))
                .isEqualTo("{'additionalProperties':false,'properties':{},'title':'Noop','type':'object'}");
    }

    @Test
    void familyIsOneOfItsMembers() {
        assertThat(schema(Order.class))
                .isEqualTo("{'$defs':{"
                        + "'Buy':{'additionalProperties':false,'properties':{"
                        + "'type':{'const':'purchase','title':'Type','type':'string'},"
                        + "'amount':{'title':'Amount','type':'integer'}},"
                        + "'required':['type','amount'],'title':'Buy','type':'object'},"
                        + "'Cell':{'additionalProperties':false,'properties':{"
                        + "'row':{'title':'Row','type':'integer'},'column':{'title':'Column','type':'integer'}},"
                        + "'required':['row','column'],'title':'Cell','type':'object'},"
                        + "'Sell':{'additionalProperties':false,'properties':{"
                        + "'type':{'const':'sell','title':'Type','type':'string'}},"
                        + "'required':['type'],'title':'Sell','type':'object'},"
                        + "'SwapAll':{'additionalProperties':false,'properties':{"
                        + "'type':{'const':'swap_all','title':'Type','type':'string'},"
                        + "'cell':{'$ref':'#/$defs/Cell'}},"
                        + "'required':['type','cell'],'title':'SwapAll','type':'object'}},"
                        + "'discriminator':{'propertyName':'type','mapping':{'purchase':'#/$defs/Buy',"
                        + "'swap_all':'#/$defs/SwapAll','sell':'#/$defs/Sell'}},"
                        + "'oneOf':[{'$ref':'#/$defs/Buy'},{'$ref':'#/$defs/SwapAll'},{'$ref':'#/$defs/Sell'}],"
                        + "'title':'Order','type':'object'}");
    }

    @Test
    void familyInAFieldStandsThere() {
        var properties = Codecs.of(Basket.class).schema().object("properties").orElseThrow();
        var family = "{'discriminator':{'propertyName':'type','mapping':{'purchase':'#/$defs/Buy',"
                + "'swap_all':'#/$defs/SwapAll','sell':'#/$defs/Sell'}},"
                + "'oneOf':[{'$ref':'#/$defs/Buy'},{'$ref':'#/$defs/SwapAll'},{'$ref':'#/$defs/Sell'}]";

        assertThat(JsonText.write(properties).replace('"', '\''))
                .isEqualTo("{'order':" + family + ",'title':'Order'},"
                        + "'next':{'anyOf':[" + family + "},{'type':'null'}],'default':null,'title':'Next'},"
                        + "'plain':{'$ref':'#/$defs/Buy_2'}}");
    }

    @Test
    void memberIsWrittenWithItsTypeAndARecordAloneWithout() {
        var codec = Codecs.of(Basket.class);
        var basket = new Basket(new Buy(1), Optional.of(new SwapAll(new Cell(1, 2))), new Buy(3));
        var json = "{'order':{'type':'purchase','amount':1},"
                + "'next':{'type':'swap_all','cell':{'row':1,'column':2}},'plain':{'amount':3}}";

        assertThat(JsonText.write(codec.encode(basket)).replace('"', '\'')).isEqualTo(json);
        assertThat(codec.decode(JsonText.parse(json.replace('\'', '"')))).isEqualTo(basket);
        assertThat(Codecs.of(Order.class).encode(new Sell())).isEqualTo(JsonObject.of("type", "sell"));
    }

    @Test
    void genericRecordsHaveADefinitionForEachArgument() {
        var schema = Codecs.of(Boxes.class).schema();

        assertThat(schema.object("$defs").orElseThrow().names())
                .containsExactly("Box_Box_Integer", "Box_Integer", "Box_Integer_2");
        assertThat(schema.object("properties").orElseThrow().object("c"))
                .contains(JsonObject.of("$ref", "#/$defs/Box_Integer"));
        var boxes = new Boxes(new Box<>(1), new Box<>(null), new Box<>(2), new Box<>(new Box<>(3)));
        assertThat(Codecs.of(Boxes.class).decode(Codecs.of(Boxes.class).encode(boxes)))
                .isEqualTo(boxes);
    }

    @Test
    void recordsOfOneNameHaveDefinitionsOfTheirOwn() {
        var defs = Codecs.of(Twins.class).schema().object("$defs").orElseThrow();

        assertThat(defs.names()).containsExactly("Same", "Same_2");
        assertThat(defs.object("Same_2")
                        .orElseThrow()
                        .object("properties")
                        .orElseThrow()
                        .names())
                .containsExactly("b");
    }

    @Test
    void jsonCodecsPassEverything() {
        var schema = JsonObject.of("type", "object", "title", "T");
        var json = JsonObject.of("metadata", JsonObject.empty(), "a", null);

        assertThat(Codecs.jsonAction(schema).schema()).isEqualTo(schema);
        assertThat(Codecs.jsonAction(schema).decode(json)).isEqualTo(new JsonAction(json));
        assertThat(Codecs.jsonObservation(schema).encode(new JsonObservation(json)))
                .isSameAs(json);
        assertThat(Codecs.of(JsonAction.class).schema()).isEqualTo(JsonObject.of("type", "object"));
        assertThat(Codecs.of(JsonObservation.class).type()).isEqualTo(JsonObservation.class);
        assertThat(Codecs.checker(JsonAction.class)).isEmpty();
    }
}
