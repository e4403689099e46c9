package dev.openenv.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.SpecException;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ToolSetTest {

    private static final ToolDescriptor ORDER = ToolDescriptor.of(
            "order",
            "Orders things.",
            json("{'type':'object','required':['count'],'additionalProperties':false,'properties':{"
                    + "'count':{'type':'integer','minimum':1,'maximum':9},"
                    + "'price':{'type':'number'},"
                    + "'gift':{'type':'boolean','default':false},"
                    + "'size':{'enum':['S','L'],'type':'string'},"
                    + "'note':{'anyOf':[{'type':'string'},{'type':'null'}]},"
                    + "'weight':{'type':['integer','null']},"
                    + "'lines':{'type':'array','items':{'type':'object','required':['id'],"
                    + "'properties':{'id':{'type':'integer'}}}},"
                    + "'a/b':{'type':'object','additionalProperties':{'type':'integer'}}}}"));

    private static final ToolSet ECHO =
            ToolSet.builder().add(ORDER, given -> given).build();

    private static JsonObject json(String text) {
        return JsonText.parse(text.replace('\'', '"'));
    }

    private static ToolException refused(Tools tools, String name, JsonObject arguments) {
        return catchThrowableOfType(ToolException.class, () -> tools.call(name, arguments));
    }

    @Test
    void toolsAreListedInTheirOrderAndCalledByName() {
        var tools = ToolSet.builder()
                .add(ToolDescriptor.of("b", "Second letter."), given -> "b")
                .add(ToolDescriptor.of("a", "First letter."), given -> "a")
                .build();
        assertThat(tools.list()).extracting(ToolDescriptor::name).containsExactly("b", "a");
        assertThat(tools.call("a", JsonObject.empty()).data()).isEqualTo("a");
    }

    @Test
    void reservedTakenAndEmptyNamesAreRefusedTogether() {
        var builder = ToolSet.builder();
        for (var name : List.of("reset", "step", "state", "close", "same", "same", " ")) {
            builder.add(ToolDescriptor.of(name, ""), given -> null);
        }
        builder.add(ToolDescriptor.of("list", "", JsonObject.of("type", "array")), given -> null);
        assertThatThrownBy(builder::build)
                .isInstanceOf(SpecException.class)
                .hasMessageContainingAll("'reset'", "'step'", "'state'", "'close'", "'same' is taken", "no name")
                .hasMessageContaining("'list' is not of type object");
    }

    @Test
    void aNameMayBeAnotherToolInEachModeButNotTwiceInOne() {
        var place = ToolDescriptor.of("place", "");
        var tools = ToolSet.builder()
                .add(ToolMode.SIMULATION, place, given -> "simulated")
                .add(ToolMode.PRODUCTION, place, given -> "real")
                .add(ToolMode.PRODUCTION, ToolDescriptor.of("pay", ""), given -> null)
                .build();
        assertThat(tools.in(ToolMode.SIMULATION)
                        .call("place", JsonObject.empty())
                        .data())
                .isEqualTo("simulated");
        assertThat(tools.in(ToolMode.PRODUCTION)
                        .call("place", JsonObject.empty())
                        .data())
                .isEqualTo("real");
        assertThat(refused(tools.in(ToolMode.SIMULATION), "pay", JsonObject.empty())
                        .kind())
                .isEqualTo(ToolErrorKind.NOT_FOUND);
        assertThatThrownBy(() -> ToolSet.builder()
                        .add(ToolMode.SIMULATION, place, given -> null)
                        .add(place, given -> null)
                        .build())
                .isInstanceOf(SpecException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'count':'2'}            | {'count':2,'gift':false}",
                "{'count':2.0}            | {'count':2,'gift':false}",
                "{'count':2,'price':'2.5'}| {'count':2,'price':2.5,'gift':false}",
                "{'count':2,'price':3}    | {'count':2,'price':3,'gift':false}",
                "{'count':2,'gift':'True'}| {'count':2,'gift':true}",
                "{'count':2,'note':null}  | {'count':2,'note':null,'gift':false}",
                "{'count':2,'weight':'7'} | {'count':2,'weight':7,'gift':false}",
                "{'count':2,'weight':null}| {'count':2,'weight':null,'gift':false}",
                "{'count':2,'lines':[{'id':'1'},{'id':2,'more':'x'}]} |"
                        + "{'count':2,'lines':[{'id':1},{'id':2,'more':'x'}],'gift':false}",
                "{'count':2,'a/b':{'x':'1'}} | {'count':2,'a/b':{'x':1},'gift':false}",
            })
    void whatIsClearlyMeantPassesAndDefaultsAreFilledIn(String given, String read) {
        assertThat(ECHO.call("order", json(given)).data()).isEqualTo(json(read));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{}                        | /count   | missing, expected an integer from 1 to 9",
                "{'count':'two'}           | /count   | expected an integer from 1 to 9, got 'two'",
                "{'count':null}            | /count   | got null",
                "{'count':true}            | /count   | got true",
                "{'count':2.5}             | /count   | got 2.5",
                "{'count':10}              | /count   | expected an integer from 1 to 9, got 10",
                "{'count':'10'}            | /count   | got 10",
                "{'count':1,'price':'NaN'} | /price   | expected a number, got 'NaN'",
                "{'count':1,'price':'0x1p3'} | /price | expected a number",
                "{'count':1,'gift':'maybe'} | /gift   | expected true or false",
                "{'count':1,'size':'M'}    | /size    | expected one of S, L, got 'M'",
                "{'count':1,'size':1}      | /size    | got 1",
                "{'count':1,'note':5}      | /note    | expected a text or null, got 5",
                "{'count':1,'lines':{}}    | /lines   | expected a list",
                "{'count':1,'lines':[{'id':1},{}]} | /lines/1/id | missing",
                "{'count':1,'a/b':{'x~':'y'}} | /a~1b/x~0 | expected an integer",
                "{'count':1,'colour':'red'} | /colour | expected no argument of this name, got 'red'",
            })
    void wrongArgumentsArePointedAtAndTheToolIsNotCalled(String given, String pointer, String words) {
        var tools = ToolSet.builder()
                .add(ORDER, arguments -> {
                    throw new AssertionError("called");
                })
                .build();
        var e = refused(tools, "order", json(given));
        assertThat(e.kind()).isEqualTo(ToolErrorKind.INVALID_ARGUMENTS);
        assertThat(e.pointer()).hasValue(pointer);
        assertThat(e)
                .hasMessageStartingWith("Invalid arguments for tool 'order': ")
                .hasMessageContaining(words);
        assertThat(e.code()).isEqualTo("tool_invalid_args");
    }

    @Test
    void allWrongArgumentsAreNamedButNotAMillionOfThem() {
        var e = refused(ECHO, "order", json("{'price':'x','gift':3}"));
        assertThat(e).hasMessageContainingAll("/count", "/price", "/gift");
        var many = JsonObject.builder();
        for (var i = 0; i < 100_000; i++) {
            many.put("x" + i, "y".repeat(20));
        }
        assertThat(refused(ECHO, "order", many.build()).getMessage()).hasSizeLessThan(4_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file not found", "unknown tool", "invalid argument", "timed out", ""})
    void aToolsOwnWordsNeverChangeTheKind(String words) {
        var tools = ToolSet.builder()
                .add(ToolDescriptor.of("fail", ""), given -> {
                    throw new IllegalArgumentException(words);
                })
                .add(ToolDescriptor.of("claim", ""), given -> {
                    throw ToolException.notFound(words);
                })
                .build();
        var e = refused(tools, "fail", JsonObject.empty());
        assertThat(e.kind()).isEqualTo(ToolErrorKind.EXECUTION_ERROR);
        assertThat(e).hasMessage("Error calling tool 'fail': " + words);
        assertThat(refused(tools, "claim", JsonObject.empty()).kind()).isEqualTo(ToolErrorKind.EXECUTION_ERROR);
    }

    @Test
    void errorsOfAToolAreFailuresOfTheTool() {
        var tools = ToolSet.builder()
                .add(ToolDescriptor.of("deep", ""), ToolSetTest::deep)
                .add(ToolDescriptor.of("checked", ""), given -> {
                    throw new IOException("disk full");
                })
                .add(ToolDescriptor.of("object", ""), given -> new Object())
                .add(ToolDescriptor.of("nan", ""), given -> Double.NaN)
                .add(ToolDescriptor.of("half", ""), given -> "\ud800")
                .build();
        for (var tool : tools.list()) {
            assertThat(refused(tools, tool.name(), JsonObject.empty()).kind())
                    .as(tool.name())
                    .isEqualTo(ToolErrorKind.EXECUTION_ERROR);
        }
    }

    private static Object deep(JsonObject given) {
        return List.of(deep(given));
    }

    @Test
    void anInterruptOfAToolIsKept() {
        var tools = ToolSet.builder()
                .add(ToolDescriptor.of("wait", ""), given -> {
                    throw new InterruptedException("enough");
                })
                .build();
        assertThat(refused(tools, "wait", JsonObject.empty()).kind()).isEqualTo(ToolErrorKind.EXECUTION_ERROR);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void unknownToolsAreSaidWithTheirName() {
        var e = refused(ToolSet.empty(), "nope", JsonObject.empty());
        assertThat(e).hasMessage("Unknown tool: 'nope'");
        assertThat(e.error()).isEqualTo(ToolError.of("tool_not_found", "Unknown tool: 'nope'"));
    }

    @Test
    void manyCallsRunAtOnce() throws Exception {
        var together = new CyclicBarrier(25);
        var tools = ToolSet.builder()
                .add(ORDER, given -> {
                    together.await(20, TimeUnit.SECONDS);
                    return given.get("count");
                })
                .build();
        var threads = Executors.newFixedThreadPool(25);
        try {
            var answers = new ArrayList<Future<Object>>();
            for (var i = 0; i < 25; i++) {
                var count = String.valueOf(1 + i % 9);
                answers.add(threads.submit(
                        () -> tools.call("order", JsonObject.of("count", count)).data()));
            }
            for (var i = 0; i < 25; i++) {
                assertThat(answers.get(i).get()).isEqualTo((long) (1 + i % 9));
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
