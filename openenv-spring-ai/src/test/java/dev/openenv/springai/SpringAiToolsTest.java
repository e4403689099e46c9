package dev.openenv.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.Agent;
import dev.openenv.Outcome;
import dev.openenv.SpecException;
import dev.openenv.SuccessCriterion;
import dev.openenv.Trajectory;
import dev.openenv.annotation.Param;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.ToolProvider;
import dev.openenv.rollout.Rollouts;
import dev.openenv.script.ChatCall;
import dev.openenv.script.ChatScript;
import dev.openenv.springai.script.ScriptedChatModel;
import dev.openenv.tools.Tool;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolEpisode;
import dev.openenv.tools.ToolException;
import dev.openenv.tools.ToolObservation;
import dev.openenv.tools.ToolSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.tool.annotation.ToolParam;

@Timeout(60)
class SpringAiToolsTest {

    /** An environment of ours. */
    public static final class Door implements ToolEpisode {

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

        @Override
        public OptionalDouble reward() {
            return OptionalDouble.of(open ? 1 : 0);
        }

        @Override
        public boolean done() {
            return open;
        }
    }

    /** What Spring AI's users have. */
    public static final class Library {

        enum Shelf {
            LEFT,
            RIGHT
        }

        record Book(String title, int year) {}

        @org.springframework.ai.tool.annotation.Tool(description = "Finds books")
        public List<Book> find(
                @ToolParam(description = "where") Shelf shelf, @ToolParam(required = false) String word) {
            return List.of(new Book(shelf + " " + word, 1999));
        }

        @org.springframework.ai.tool.annotation.Tool
        public String greet(String name) {
            return "Hello " + name;
        }

        @org.springframework.ai.tool.annotation.Tool
        public void burn() {
            throw new IllegalStateException("not here");
        }
    }

    private static Trajectory<ToolAction, ToolObservation> play(ChatScript script) {
        Agent<ToolAction, ToolObservation> agent = episode -> ChatClient.create(ScriptedChatModel.of(script))
                .prompt("Open the door.")
                .tools(SpringAiTools.of(episode).toArray())
                .call()
                .content();
        var doors = ToolProvider.of(Door.class, options -> new Door()).withSolved(SuccessCriterion.terminatedWith(1));
        return Rollouts.of(doors)
                .agent("spring", () -> agent)
                .episodes(1)
                .run()
                .trajectories()
                .get(0);
    }

    @Test
    void aChatClientPlaysAnEpisode() {
        var script = ChatScript.inOrder()
                .whenAsked("door")
                .call("note")
                .whenTold("note", "472")
                .call("enter", Map.of("code", 472))
                .say("It is open.")
                .script();
        var played = play(script);

        assertThat(played.outcome()).as(played.toString()).isEqualTo(Outcome.SOLVED);
        assertThat(played.steps()).hasSize(3);
        assertThat(script.told()).containsExactly("The code is 472.", "true");
        script.close();
    }

    @Test
    void whatGoesWrongIsToldInWordsAndTheAgentGoesOn() {
        var script = ChatScript.inOrder()
                .call("enter", Map.of("code", 5000))
                .callMalformed("enter", "no JSON")
                .call("enter", Map.of("code", 13))
                .call(ChatCall.of("note"), ChatCall.of("enter", Map.of("code", 472)))
                .say("It is open.")
                .script();
        var played = play(script);

        assertThat(played.outcome()).as(played.toString()).isEqualTo(Outcome.SOLVED);
        var heard = script.told();
        assertThat(heard.get(0)).startsWith("Error: invalid_args").contains("/code", "0 to 999");
        assertThat(heard.get(1)).startsWith("Error: invalid_args").contains("no JSON object");
        assertThat(heard.get(2)).startsWith("Error: execution_error").contains("the alarm is on");
        assertThat(heard.subList(3, 5)).containsExactly("The code is 472.", "true");
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
    }

    @Test
    void theirToolsAreOurs() {
        var tools = SpringAiTools.toolSet(new Library());

        assertThat(tools.list()).extracting(tool -> tool.name()).containsExactlyInAnyOrder("find", "greet", "burn");
        assertThat(tools.call("greet", JsonObject.of("name", "Ada")).data()).isEqualTo("Hello Ada");
        assertThat(tools.call("find", JsonObject.of("shelf", "LEFT")).data())
                .isEqualTo(List.of(JsonObject.of("title", "LEFT null", "year", 1999)));
        assertThatThrownBy(() -> tools.call("find", JsonObject.of("shelf", "UP")))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("/shelf");
        assertThatThrownBy(() -> tools.call("find", JsonObject.empty())).isInstanceOf(ToolException.class);
        assertThatThrownBy(() -> tools.call("burn", JsonObject.empty()))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("not here");
        assertThatThrownBy(() -> SpringAiTools.toolSet(new Library(), new Library()))
                .isInstanceOfAny(SpecException.class, IllegalArgumentException.class, IllegalStateException.class);
    }

    @Test
    void ourToolsAreTheirs() {
        var callbacks = SpringAiTools.of(ToolSet.of(new Door()));

        assertThat(callbacks).hasSize(2);
        var enter = callbacks.stream()
                .filter(one -> one.getToolDefinition().name().equals("enter"))
                .findFirst()
                .orElseThrow();
        assertThat(enter.getToolDefinition().description()).isEqualTo("Tries a code.");
        assertThat(enter.getToolDefinition().inputSchema()).contains("\"maximum\":999", "\"required\":[\"code\"]");
        assertThat(enter.call("{\"code\": 1}")).isEqualTo("false");
        assertThat(enter.call("{\"code\": 13}")).startsWith("Error: execution_error");
        assertThat(enter.call("")).startsWith("Error: invalid_args");
    }
}
