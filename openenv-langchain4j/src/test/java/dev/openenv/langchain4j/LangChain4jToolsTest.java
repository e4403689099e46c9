package dev.openenv.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecifications;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.openenv.Agent;
import dev.openenv.Outcome;
import dev.openenv.SuccessCriterion;
import dev.openenv.Trajectory;
import dev.openenv.annotation.Param;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.ToolProvider;
import dev.openenv.rollout.Rollouts;
import dev.openenv.tools.Tool;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolEpisode;
import dev.openenv.tools.ToolException;
import dev.openenv.tools.ToolObservation;
import dev.openenv.tools.ToolSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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

    /** Says what it was told to say, and remembers what it was offered and told. */
    private static final class Scripted implements ChatModel {

        private final Deque<AiMessage> says = new ArrayDeque<>();
        private final List<String> heard = new ArrayList<>();
        private ChatRequest last =
                ChatRequest.builder().messages(UserMessage.from("x")).build();

        Scripted calls(String... namesAndArguments) {
            var requests = new ArrayList<ToolExecutionRequest>();
            for (var i = 0; i < namesAndArguments.length; i += 2) {
                requests.add(request(namesAndArguments[i], namesAndArguments[i + 1]));
            }
            says.add(AiMessage.from(requests));
            return this;
        }

        @Override
        public ChatResponse doChat(ChatRequest request) {
            last = request;
            heard.clear();
            for (var message : request.messages()) {
                if (message instanceof ToolExecutionResultMessage result) {
                    heard.add(result.text());
                }
            }
            return ChatResponse.builder().aiMessage(says.remove()).build();
        }
    }

    private static ToolExecutionRequest request(String name, String arguments) {
        return ToolExecutionRequest.builder()
                .id("1")
                .name(name)
                .arguments(arguments)
                .build();
    }

    private static Trajectory<ToolAction, ToolObservation> play(Scripted model) {
        Agent<ToolAction, ToolObservation> agent = episode -> {
            var tools = LangChain4jTools.of(episode);
            var messages = new ArrayList<ChatMessage>(List.of(UserMessage.from("Open the door.")));
            while (!model.says.isEmpty()) {
                var reply = model.chat(ChatRequest.builder()
                        .messages(messages)
                        .toolSpecifications(tools.specifications())
                        .build());
                messages.add(reply.aiMessage());
                reply.aiMessage().toolExecutionRequests().forEach(asked -> messages.add(tools.execute(asked)));
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
        var model = new Scripted().calls("note", "{}").calls("enter", "{\"code\": 472}");
        var played = play(model);

        assertThat(played.outcome()).as(played.toString()).isEqualTo(Outcome.SOLVED);
        assertThat(played.steps()).hasSize(3);
        assertThat(model.heard).containsExactly("The code is 472.");
        assertThat(model.last.toolSpecifications())
                .extracting(tool -> tool.name())
                .containsExactly("enter", "note", "put");
    }

    @Test
    void whatGoesWrongIsToldInWordsAndTheAgentGoesOn() {
        var model = new Scripted()
                .calls("enter", "{\"code\": 5000}", "enter", "no JSON", "open", "{}")
                .calls("enter", "{\"code\": 13}")
                .calls("put", "{\"bags\": [{\"colour\": \"red\", \"weights\": [1]}]}")
                .calls("note", "")
                .calls("enter", "{\"code\": 472}");
        var played = play(model);

        assertThat(played.outcome()).as(played.toString()).isEqualTo(Outcome.SOLVED);
        assertThat(model.heard.get(0)).startsWith("Error: invalid_args").contains("/code", "0 to 999");
        assertThat(model.heard.get(1)).startsWith("Error: invalid_args").contains("no JSON object");
        assertThat(model.heard.get(2)).isEqualTo("Error: tool_not_found: Unknown tool: 'open'");
        assertThat(model.heard.get(3)).startsWith("Error: execution_error").contains("the alarm is on");
        assertThat(model.heard.subList(4, 6)).containsExactly("1", "The code is 472.");
    }

    @Test
    void afterTheEndTheModelIsToldOnceAndThenThePlayEnds() {
        var model = new Scripted()
                .calls("enter", "{\"code\": 472}")
                .calls("note", "{}")
                .calls("note", "{}")
                .calls("note", "{}");
        var played = play(model);

        assertThat(played.outcome()).as(played.toString()).isEqualTo(Outcome.SOLVED);
        assertThat(played.steps()).hasSize(2);
        assertThat(model.heard).containsExactly("true", "The episode is over; nothing can be done any more.");
        assertThat(model.says).hasSize(1);
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
