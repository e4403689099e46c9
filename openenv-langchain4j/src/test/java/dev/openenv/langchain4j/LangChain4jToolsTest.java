package dev.openenv.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolMemoryId;
import dev.langchain4j.agent.tool.ToolSpecifications;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.openenv.Agent;
import dev.openenv.Outcome;
import dev.openenv.SpecException;
import dev.openenv.SuccessCriterion;
import dev.openenv.Trajectory;
import dev.openenv.annotation.Param;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import dev.openenv.langchain4j.script.ScriptedChatModel;
import dev.openenv.provider.ToolProvider;
import dev.openenv.rollout.Rollouts;
import dev.openenv.script.ChatCall;
import dev.openenv.script.ChatReply;
import dev.openenv.script.ChatScript;
import dev.openenv.tools.Tool;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolEpisode;
import dev.openenv.tools.ToolException;
import dev.openenv.tools.ToolObservation;
import dev.openenv.tools.ToolSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LangChain4jToolsTest {

    /** An environment of ours. */
    public static final class Door implements ToolEpisode {

        /** What a visitor carries. */
        public record Bag(String colour, List<Integer> weights) {}

        private boolean open;

        @Tool("Reads the note beside the door.")
        public String note() {
            return "The code is 472.";
        }

        @Tool("Tries a code.")
        public boolean enter(@Param(min = 0, max = 999) int code) {
            if (code == 13) {
                throw new IllegalStateException("the alarm is on");
            }
            return open = code == 472;
        }

        @Tool("Puts bags down.")
        public int put(List<Bag> bags) {
            return bags.size();
        }

        @Override
        public OptionalDouble reward() {
            return OptionalDouble.of(open ? 1 : 0);
        }

        @Override
        public boolean done() {
            return open;
        }
    }

    /** What LangChain4j's users have. */
    public static final class Library {

        enum Shelf {
            LEFT,
            RIGHT
        }

        @dev.langchain4j.agent.tool.Tool("Finds books")
        public String find(@P("where") Shelf shelf, @P(value = "how many", required = false) Integer most) {
            return shelf + " " + most;
        }
    }

    private static ToolExecutionRequest request(String name, String arguments) {
        return ToolExecutionRequest.builder()
                .id("1")
                .name(name)
                .arguments(arguments)
                .build();
    }

    private static Trajectory<ToolAction, ToolObservation> play(ChatScript script) {
        var model = ScriptedChatModel.of(script);
        Agent<ToolAction, ToolObservation> agent = episode -> {
            var tools = LangChain4jTools.of(episode);
            var messages = new ArrayList<ChatMessage>(List.of(UserMessage.from("Open the door.")));
            while (true) {
                var reply = model.chat(ChatRequest.builder()
                                .messages(messages)
                                .toolSpecifications(tools.specifications())
                                .build())
                        .aiMessage();
                messages.add(reply);
                if (!reply.hasToolExecutionRequests()) {
                    return;
                }
                reply.toolExecutionRequests().forEach(asked -> messages.add(tools.execute(asked)));
            }
        };
        return Rollouts.of(ToolProvider.of(Door.class, options -> new Door())
                        .withSolved(SuccessCriterion.terminatedWith(1)))
                .agent("langchain4j", () -> agent)
                .episodes(1)
                .run()
                .trajectories()
                .get(0);
    }

    @Test
    void aChatModelPlaysAnEpisode() {
        var offered = new ArrayList<List<String>>();
        var script = ChatScript.inOrder()
                .whenAsked("door")
                .call("note")
                .whenTold("note", "472")
                .reply(question -> {
                    offered.add(question.tools());
                    return ChatReply.call(ChatCall.of("enter", Map.of("code", 472)));
                })
                .say("It is open.")
                .script();
        var played = play(script);

        assertThat(played.outcome()).as(played.toString()).isEqualTo(Outcome.SOLVED);
        assertThat(played.steps()).hasSize(3);
        assertThat(script.told()).containsExactly("The code is 472.", "true");
        assertThat(offered).containsExactly(List.of("enter", "note", "put"));
        script.close();
    }

    @Test
    void whatGoesWrongIsToldInWordsAndTheAgentGoesOn() {
        var bags = List.of(Map.of("colour", "red", "weights", List.of(1)));
        var script = ChatScript.inOrder()
                .call(ChatCall.of("enter", Map.of("code", 5000)), ChatCall.malformed("enter", "no JSON"))
                .callMissing("open")
                .call("enter", Map.of("code", 13))
                .call("put", Map.of("bags", bags))
                .callMalformed("note", "")
                .call("enter", Map.of("code", 472))
                .say("It is open.")
                .script();
        var played = play(script);

        assertThat(played.outcome()).as(played.toString()).isEqualTo(Outcome.SOLVED);
        var heard = script.told();
        assertThat(heard.get(0)).startsWith("Error: invalid_args").contains("/code", "0 to 999");
        assertThat(heard.get(1)).startsWith("Error: invalid_args").contains("no JSON object");
        assertThat(heard.get(2)).isEqualTo("Error: tool_not_found: Unknown tool: 'open'");
        assertThat(heard.get(3)).startsWith("Error: execution_error").contains("the alarm is on");
        assertThat(heard.subList(4, 7)).containsExactly("1", "The code is 472.", "true");
        script.close();
    }

    @Test
    void afterTheEndTheModelIsToldOnceAndThenThePlayEnds() {
        var script = ChatScript.inOrder()
                .call("enter", Map.of("code", 472))
                .times(3)
                .call("note")
                .script();
        var played = play(script);

        assertThat(played.outcome()).as(played.toString()).isEqualTo(Outcome.SOLVED);
        assertThat(played.steps()).hasSize(2);
        assertThat(script.told()).containsExactly("true", "The episode is over; nothing can be done any more.");
        assertThat(script.questions()).isEqualTo(3);
    }

    @Test
    void schemasReachTheModelAsTheyAre() {
        var set = ToolSet.of(new Door());
        var tools = LangChain4jTools.of(set);
        for (var i = 0; i < set.list().size(); i++) {
            var ours = set.list().get(i).inputSchema();
            var theirs = JsonText.parse(tools.specifications().get(i).toJson())
                    .object("parameters")
                    .orElseThrow();

            assertThat(theirs.object("properties").orElse(JsonObject.empty()))
                    .isEqualTo(ours.object("properties").orElse(JsonObject.empty()));
            assertThat(theirs.list("required").orElse(List.of()))
                    .isEqualTo(ours.list("required").orElse(List.of()));
            assertThat(theirs.object("$defs")).isEqualTo(ours.object("$defs"));
        }
        assertThat(tools.execute(request("enter", "{\"code\": 1}")).text()).isEqualTo("false");
        assertThat(tools.execute(request("enter", null)).text()).startsWith("Error: invalid_args");
    }

    /** Tools as LangChain4j's users write them, of all kinds. */
    private static class Kitchen {

        record Dish(String name, List<Integer> minutes) {}

        enum Heat {
            LOW,
            HIGH
        }

        @dev.langchain4j.agent.tool.Tool("Cooks")
        Dish cook(
                @P("what") String name,
                Heat heat,
                List<Integer> minutes,
                Optional<Boolean> salted,
                @P(name = "for", description = "people", defaultValue = "2") int people) {
            var all = new ArrayList<>(minutes);
            all.add(people);
            return new Dish(name + " " + heat + " " + salted, all);
        }

        @dev.langchain4j.agent.tool.Tool(name = "plates")
        public int plates(Dish dish) {
            return dish.minutes().size();
        }

        @dev.langchain4j.agent.tool.Tool
        void clean() {}

        @dev.langchain4j.agent.tool.Tool
        String burn() {
            throw new IllegalStateException("the alarm is on");
        }
    }

    private static final class Asking {

        @dev.langchain4j.agent.tool.Tool
        String who(@ToolMemoryId String id) {
            return id;
        }
    }

    @Test
    void annotatedMethodsAreToolsWithoutAnythingElse() {
        var tools = LangChain4jTools.toolSet(new Kitchen() {}, new Library());
        assertThat(tools.list())
                .extracting(tool -> tool.name())
                .containsExactly("burn", "clean", "cook", "plates", "find");

        var cook = JsonObject.of("name", "rice", "heat", "LOW", "minutes", List.of(5, 7));
        assertThat(tools.call("cook", cook).data())
                .isEqualTo(JsonObject.of("name", "rice LOW Optional.empty", "minutes", List.of(5L, 7L, 2L)));
        assertThat(tools.call("cook", cook.with("salted", true).with("for", 4)).data())
                .isEqualTo(JsonObject.of("name", "rice LOW Optional[true]", "minutes", List.of(5L, 7L, 4L)));
        var dish = JsonObject.of("dish", JsonObject.of("name", "rice", "minutes", List.of(1)));
        assertThat(tools.call("plates", dish).data()).isEqualTo(1L);
        assertThat(tools.call("clean", JsonObject.empty()).data()).isNull();
        assertThatThrownBy(() -> tools.call("cook", cook.with("heat", "HOT")))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("/heat");
        assertThatThrownBy(() -> tools.call("burn", JsonObject.empty()))
                .isInstanceOf(ToolException.class)
                .hasMessage("Error calling tool 'burn': the alarm is on");
    }

    @Test
    void whatCannotBeAToolIsRefusedAtOnce() {
        assertThatThrownBy(() -> LangChain4jTools.toolSet("no tools"))
                .isInstanceOf(SpecException.class)
                .hasMessage("java.lang.String has no method with LangChain4j's @Tool");
        assertThatThrownBy(() -> LangChain4jTools.toolSet(new Asking()))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("AI services");
        assertThatThrownBy(() -> LangChain4jTools.toolSet(new Library(), new Library()))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("'find' is taken");
    }

    @Test
    void theirToolsAreOurs() {
        var asked = new ArrayList<ToolExecutionRequest>();
        var tools = LangChain4jTools.toolSet(ToolSpecifications.toolSpecificationsFrom(new Library()), request -> {
            asked.add(request);
            return "{\"found\": 3}";
        });

        assertThat(tools.list().get(0).description()).isEqualTo("Finds books");
        assertThat(tools.call("find", JsonObject.of("shelf", "LEFT")).data()).isEqualTo(JsonObject.of("found", 3L));
        assertThat(JsonText.parse(asked.get(0).arguments())).isEqualTo(JsonObject.of("shelf", "LEFT"));
        assertThatThrownBy(() -> tools.call("find", JsonObject.of("shelf", "UP")))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("/shelf");
        assertThatThrownBy(() -> tools.call("find", JsonObject.empty())).isInstanceOf(ToolException.class);
        var failing = LangChain4jTools.toolSet(ToolSpecifications.toolSpecificationsFrom(new Library()), request -> {
            throw new IllegalStateException("closed");
        });
        assertThatThrownBy(() -> failing.call("find", JsonObject.of("shelf", "LEFT")))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("closed");
    }
}
