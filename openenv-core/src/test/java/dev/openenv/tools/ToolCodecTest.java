package dev.openenv.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.codec.Codecs;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.JsonObject;
import dev.openenv.json.Mismatch;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolCodecTest {

    private static JsonObject json(String text) {
        return JsonText.parse(text.replace('\'', '"'));
    }

    @Test
    void theTypesBringTheirCodecs() {
        assertThat(Codecs.of(ToolAction.class)).isSameAs(ToolAction.codec());
        assertThat(Codecs.of(ToolObservation.class)).isSameAs(ToolObservation.codec());
    }

    @Test
    void actionsAreSpelledAsOnTheWire() {
        var codec = ToolAction.codec();
        assertThat(JsonText.write(codec.encode(CallTool.of("add", JsonObject.of("a", 2, "b", 3)))))
                .isEqualTo("{\"type\":\"call_tool\",\"tool_name\":\"add\",\"arguments\":{\"a\":2,\"b\":3}}");
        assertThat(JsonText.write(codec.encode(ListTools.all()))).isEqualTo("{\"type\":\"list_tools\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'call_tool','tool_name':'add','arguments':{'a':2}}",
                "{'tool_name':'add','arguments':{'a':2}}",
                "{'tool_name':'add','arguments':{'a':2},'metadata':{'by':'x'}}",
            })
    void aCallIsReadWithAndWithoutItsType(String text) {
        assertThat(ToolAction.codec().decode(json(text))).isEqualTo(CallTool.of("add", Map.of("a", 2)));
    }

    @Test
    void argumentsMayBeLeftOut() {
        assertThat(ToolAction.codec().decode(json("{'tool_name':'add'}"))).isEqualTo(CallTool.of("add"));
        assertThat(ToolAction.codec().decode(json("{'type':'list_tools','metadata':{}}")))
                .isEqualTo(ListTools.all());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{}                                        | /tool_name missing",
                "{'type':'call_tool'}                      | /tool_name missing",
                "{'tool_name':5}                           | /tool_name type",
                "{'tool_name':null}                        | /tool_name type",
                "{'tool_name':'x','arguments':null}        | /arguments type",
                "{'tool_name':'x','arguments':[1]}         | /arguments type",
                "{'type':'other','tool_name':'x'}          | /type choice",
                "{'type':null,'tool_name':'x'}             | /type choice",
                "{'type':'list_tools','tool_name':'x'}     | /tool_name extra",
                "{'tool_name':'x','metadata':null}         | /metadata extra",
                "{'message':'hi','a/b':1}                  | /tool_name missing,/message extra,/a~1b extra",
            })
    void malformedActionsAreRefused(String text, String problems) {
        assertThatThrownBy(() -> ToolAction.codec().decode(json(text)))
                .isInstanceOfSatisfying(JsonMismatchException.class, e -> assertThat(e.mismatches().stream()
                                .map((Mismatch one) -> one.pointer() + " " + one.code())
                                .toList())
                        .containsExactly(problems.split(",")));
    }

    static Stream<ToolObservation> observations() {
        return Stream.of(
                ToolsReady.of(),
                ToolsReady.of(JsonObject.of("instruction", "Close the ticket.")),
                ToolList.of(List.of(ToolDescriptor.of("a", "does a"))),
                ToolReply.of("n", ToolResult.of(5)),
                ToolReply.of("n", ToolResult.of("text")),
                ToolReply.of("n", ToolResult.of(true)),
                ToolReply.of("n", ToolResult.of(List.of(1, "x"))),
                ToolReply.of("n", ToolResult.of(JsonObject.of("x", 1, "none", null))),
                ToolReply.of("n", ToolResult.nothing()),
                ToolReply.of("n", ToolResult.image(new byte[] {1, 2, -3}, "image/png")),
                ToolReply.of("n", ToolResult.content(List.of(new ToolContent.Other(JsonObject.of("type", "audio"))))),
                ToolReply.of("n", ToolResult.of(5).withMeta(JsonObject.of("took", 3))),
                ToolReply.of("n", ToolResult.bare(JsonObject.of("got", 1))),
                ToolReply.of("n", ToolResult.bare(null)),
                ToolReply.failed("n", ToolError.of(ToolErrorKind.TIMEOUT, "too late")),
                ToolReply.failed("n", ToolError.of("refused_by_moon", "no")));
    }

    @ParameterizedTest
    @MethodSource("observations")
    void observationsComeBackAsTheyWere(ToolObservation observation) {
        var text = JsonText.write(ToolObservation.codec().encode(observation));
        assertThat(ToolObservation.codec().decode(JsonText.parse(text))).isEqualTo(observation);
    }

    @Test
    void observationsAreSpelledAsOnTheWire() {
        var codec = ToolObservation.codec();
        var schema = JsonObject.of("type", "object");
        var tool = ToolDescriptor.of("a", "does a", schema).withOutputSchema(schema);
        assertThat(JsonText.write(codec.encode(ToolList.of(List.of(tool)))))
                .isEqualTo("{\"tools\":[{\"name\":\"a\",\"description\":\"does a\","
                        + "\"input_schema\":{\"type\":\"object\"}}]}");
        assertThat(JsonText.write(codec.encode(ToolReply.of("add", ToolResult.of(5)))))
                .isEqualTo("{\"tool_name\":\"add\",\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"5\","
                        + "\"annotations\":null,\"meta\":null}],\"structured_content\":{\"result\":5},\"meta\":null,"
                        + "\"data\":5,\"is_error\":false},\"error\":null}");
        assertThat(JsonText.write(codec.encode(ToolReply.failed("x", ToolError.of(ToolErrorKind.NOT_FOUND, "no")))))
                .isEqualTo("{\"tool_name\":\"x\",\"result\":null,"
                        + "\"error\":{\"error_type\":\"tool_not_found\",\"message\":\"no\"}}");
    }

    @Test
    void whatOthersSendIsReadLeniently() {
        var list = (ToolList) ToolObservation.codec()
                .decode(json("{'tools':[{'name':'a','description':null,'inputSchema':{'type':'object'},"
                        + "'outputSchema':{'type':'object'},'more':1},5]}"));
        assertThat(list.tools()).hasSize(1);
        assertThat(list.tools().get(0).description()).isEmpty();
        assertThat(list.tools().get(0).outputSchema()).isPresent();
        var reply = (ToolReply) ToolObservation.codec()
                .decode(json("{'tool_name':'a','result':{'content':[{'type':'image','data':'%'},7],"
                        + "'structuredContent':{'x':1},'isError':false}}"));
        var result = reply.result().orElseThrow();
        assertThat(result.data()).isEqualTo(JsonObject.of("x", 1));
        assertThat(result.content().get(0)).isInstanceOf(ToolContent.Other.class);
        assertThat(result.text()).isEqualTo("7");
        var failed = (ToolReply) ToolObservation.codec().decode(json("{'tool_name':'a','error':{}}"));
        assertThat(failed.error().orElseThrow().kind()).isEqualTo(ToolErrorKind.EXECUTION_ERROR);
    }

    @Test
    void aResultOwnsItsBytes() {
        var bytes = new byte[] {1};
        var image = new ToolContent.Image(bytes, "image/png");
        bytes[0] = 2;
        image.bytes()[0] = 3;
        assertThat(image).isEqualTo(new ToolContent.Image(new byte[] {1}, "image/png"));
    }

    @Test
    void theFieldsOfAnEpisodesStartMustNotLookLikeAReply() {
        assertThatThrownBy(() -> ToolsReady.of(JsonObject.of("tools", 1))).isInstanceOf(IllegalArgumentException.class);
    }
}
