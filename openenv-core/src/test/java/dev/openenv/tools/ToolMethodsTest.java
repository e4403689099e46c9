package dev.openenv.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.SpecException;
import dev.openenv.annotation.Param;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods that are tools: how they are described, read, called and refused. */
class ToolMethodsTest {

    enum Priority {
        LOW,
        HIGH
    }

    record Person(String name, Optional<String> mail) {}

    record Ticket(long id, String title, Priority priority, Person owner) {}

    public static class Desk {

        private long next = 1;

        @Tool("Opens a ticket.")
        public Ticket open(
                @Param(value = "what is wrong", minLength = 3) String title,
                Person owner,
                @Param(defaultValue = "\"LOW\"") Priority priority) {
            return new Ticket(next++, title, priority, owner);
        }

        @Tool(name = "sum")
        public long add(@Param(max = 100) int first, List<Integer> others) {
            return first + others.stream().mapToInt(Integer::intValue).sum();
        }

        @Tool
        public Optional<String> find(String word, Optional<Integer> most, @Nullable Boolean closed) {
            return word.isEmpty() ? Optional.empty() : Optional.of(word + most + closed);
        }

        @Tool
        public void forget() {
            next = 1;
        }

        @Tool
        public ToolResult picture() {
            return ToolResult.image(new byte[] {1}, "image/png");
        }

        @Tool
        public String fail() throws Exception {
            throw new Exception("no luck");
        }

        @Tool
        public String nothing() {
            return null;
        }

        @Tool
        public double endless() {
            return Double.NaN;
        }

        @Tool(modes = ToolMode.SIMULATION)
        public Map<String, Integer> cheat() {
            return Map.of("answer", 42);
        }

        @Tool(limitSeconds = 0.05)
        public String hang() throws InterruptedException {
            Thread.currentThread().join();
            return "";
        }

        public String noTool() {
            return "";
        }
    }

    private final ToolSet tools = ToolSet.of(new Desk());

    private ToolDescriptor tool(String name) {
        return tools.list().stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Object data(String name, String arguments) {
        return tools.call(name, JsonText.parse(arguments)).data();
    }

    @Test
    void annotatedMethodsAreToolsInTheOrderOfTheirNames() {
        assertThat(tools.list())
                .extracting(ToolDescriptor::name)
                .containsExactly(
                        "sum", "cheat", "endless", "fail", "find", "forget", "hang", "nothing", "open", "picture");
        assertThat(tools.in(ToolMode.PRODUCTION).list())
                .extracting(ToolDescriptor::name)
                .doesNotContain("cheat");
    }

    @Test
    void parametersAreDescribedWithMeaningsBoundsDefaultsEnumsAndNestedRecords() {
        var open = tool("open");
        assertThat(open.description()).isEqualTo("Opens a ticket.");
        var schema = open.inputSchema();
        assertThat(schema.list("required").orElseThrow()).containsExactly("title", "owner");
        assertThat(schema.bool("additionalProperties")).contains(false);
        var properties = schema.object("properties").orElseThrow();
        assertThat(properties.object("title").orElseThrow())
                .isEqualTo(JsonText.parse(
                        "{\"type\":\"string\",\"minLength\":3,\"title\":\"Title\",\"description\":\"what is wrong\"}"));
        assertThat(properties.object("priority").orElseThrow().get("default")).isEqualTo("LOW");
        assertThat(schema.object("$defs").orElseThrow().names()).contains("Person");
        assertThat(tool("open")
                        .outputSchema()
                        .orElseThrow()
                        .object("properties")
                        .orElseThrow()
                        .names())
                .containsExactly("id", "title", "priority", "owner");
    }

    @Test
    void aResultThatIsNoObjectIsDescribedAsTheFieldResult() {
        assertThat(tool("sum").outputSchema().orElseThrow())
                .isEqualTo(JsonText.parse("{\"type\":\"object\",\"properties\":{\"result\":{\"type\":\"integer\"}},"
                        + "\"required\":[\"result\"]}"));
        assertThat(tool("forget").outputSchema()).isEmpty();
        assertThat(tool("picture").outputSchema()).isEmpty();
        assertThat(tools.call("sum", JsonText.parse("{\"first\":1,\"others\":[]}"))
                        .structuredContent())
                .contains(JsonObject.of("result", 1));
    }

    @Test
    void argumentsAreBoundAndResultsAreJson() {
        var owner = "{\"name\":\"Ada\",\"mail\":null}";
        assertThat(data("open", "{\"title\":\"Printer\",\"owner\":" + owner + "}"))
                .isEqualTo(JsonText.parse(
                        "{\"id\":1,\"title\":\"Printer\",\"priority\":\"LOW\",\"owner\":" + owner + "}"));
        assertThat(data("open", "{\"title\":\"Screen\",\"owner\":{\"name\":\"Bo\"},\"priority\":\"HIGH\"}"))
                .asString()
                .contains("\"id\":2", "HIGH");
        assertThat(data("sum", "{\"first\":\"2\",\"others\":[3,4.0]}")).isEqualTo(9L);
        assertThat(data("find", "{\"word\":\"x\"}")).isEqualTo("xOptional.emptynull");
        assertThat(data("find", "{\"word\":\"x\",\"most\":2,\"closed\":true}")).isEqualTo("xOptional[2]true");
        assertThat(data("find", "{\"word\":\"\"}")).isNull();
        assertThat(tools.call("forget", JsonObject.empty())).isEqualTo(ToolResult.nothing());
        assertThat(tools.call("picture", JsonObject.empty()).content()).hasSize(1);
        assertThat(data("cheat", "{}")).isEqualTo(JsonObject.of("answer", 42));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "open|{}|/title",
                "open|{\"title\":\"ab\",\"owner\":{\"name\":\"A\"}}|/title",
                "open|{\"title\":\"abc\",\"owner\":{}}|/owner/name",
                "open|{\"title\":\"abc\",\"owner\":{\"name\":1}}|/owner/name",
                "open|{\"title\":\"abc\",\"owner\":{\"name\":\"A\"},\"priority\":\"NOW\"}|/priority",
                "sum|{\"first\":101,\"others\":[]}|/first",
                "sum|{\"first\":99999999999,\"others\":[]}|/first",
                "sum|{\"first\":1,\"others\":[1,\"x\"]}|/others/1",
                "sum|{\"first\":1,\"others\":[],\"more\":1}|/more"
            })
    void argumentsThatDoNotFitAreRefusedWithAPointer(String name, String arguments, String pointer) {
        var thrown = catchThrowableOfType(ToolException.class, () -> data(name, arguments));

        assertThat(thrown.kind()).isEqualTo(ToolErrorKind.INVALID_ARGUMENTS);
        assertThat(thrown.pointer()).contains(pointer);
        assertThat(thrown).hasMessageStartingWith("Invalid arguments for tool '" + name + "': " + pointer + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail", "nothing", "endless"})
    void whatAToolThrowsOrWhatIsNoResultIsAnExecutionError(String name) {
        var thrown = catchThrowableOfType(ToolException.class, () -> data(name, "{}"));

        assertThat(thrown.kind()).isEqualTo(ToolErrorKind.EXECUTION_ERROR);
    }

    @Test
    void aToolHasItsOwnLimitInStepsAndTheCallerIsFree() {
        assertThat(tools.limit("hang")).contains(Duration.ofMillis(50));
        assertThat(tools.limit("open")).isEmpty();
        try (var steps = ToolSteps.of(tools)) {
            var reply = (ToolReply)
                    steps.step(CallTool.of("hang", JsonObject.empty())).observation();
            assertThat(reply.error().orElseThrow().kind()).isEqualTo(ToolErrorKind.TIMEOUT);
            var next = (ToolReply)
                    steps.step(CallTool.of("cheat", JsonObject.empty())).observation();
            assertThat(next.error()).isEmpty();
        }
    }

    public static class Hidden {
        @Tool
        String hidden() {
            return "";
        }
    }

    public static class Reserved {
        @Tool
        public void step() {}
    }

    public static class Twice {
        @Tool
        public void go(int x) {}

        @Tool
        public void go(String x) {}
    }

    public static class Odd {
        @Tool
        public void go(Thread thread) {}
    }

    public static class Static {
        @Tool
        public static void go() {}
    }

    public static class Empty {}

    @Test
    void whatCannotBeAToolIsRefusedByItsPlace() {
        var place = ToolMethodsTest.class.getName() + "$";
        assertThatThrownBy(() -> ToolSet.of(new Hidden()))
                .isInstanceOf(SpecException.class)
                .hasMessage(place + "Hidden.hidden: a tool is a public method; make it public");
        assertThatThrownBy(() -> ToolSet.of(new Reserved()))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("tool name 'step' is reserved");
        assertThatThrownBy(() -> ToolSet.of(new Twice()))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("tool name 'go' is taken");
        assertThatThrownBy(() -> ToolSet.of(new Odd()))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith(place + "Odd.go.thread: ");
        assertThatThrownBy(() -> ToolSet.of(new Static()))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("instance method");
        assertThatThrownBy(() -> ToolSet.of(new Empty()))
                .isInstanceOf(SpecException.class)
                .hasMessage(place + "Empty: no public method has the annotation @Tool");
    }
}
