package dev.openenv.examples.assistants;

import dev.langchain4j.model.chat.ChatModel;
import dev.openenv.Agent;
import dev.openenv.Episode;
import dev.openenv.environments.desk.TicketDesk;
import dev.openenv.examples.assistants.CodeWritingAssistant.Model;
import dev.openenv.junit.OpenEnvTest;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;

/** The tests of the assistants, for assistants with one bug each. They fail, so {@link PlantedBugsTest} alone runs them. */
final class BrokenAssistants {

    private BrokenAssistants() {}

    /** It lets the model use whatever there is. */
    static final class DeletesTickets extends LangChain4jAssistantTest {
        @Override
        Agent<ToolAction, ToolObservation> assistant(ChatModel model) {
            return new LangChain4jAssistant(model) {
                @Override
                boolean mayUse(String tool, String instruction) {
                    return true;
                }
            };
        }
    }

    /** It asks until the model is done, however long that takes. */
    @OpenEnvTest(value = TicketDesk.class, limit = "8s")
    static final class LoopsForEver extends SpringAiAssistantTest {
        @Override
        Agent<ToolAction, ToolObservation> assistant(org.springframework.ai.chat.model.ChatModel model) {
            return new SpringAiAssistant(model) {
                @Override
                boolean goesOn(int asked) {
                    return true;
                }
            };
        }
    }

    /** It does not look at what a tool says. */
    static final class IgnoresErrors extends HandWrittenAssistantTest {
        @Override
        Agent<ToolAction, ToolObservation> assistant() {
            return new HandWrittenAssistant() {
                @Override
                void call(Episode<ToolAction, ToolObservation> episode, CallTool action) {
                    episode.step(action);
                }
            };
        }
    }

    /** It puts what it was configured with into the programs that it writes. */
    static final class LeaksItsKey extends CodeWritingAssistantTest {
        @Override
        Agent<ToolAction, ToolObservation> assistant(Model model) {
            return new CodeWritingAssistant(KEY, model) {
                @Override
                String program(String answer) {
                    return "config = {'api_key': '" + apiKey + "'}\n" + super.program(answer);
                }
            };
        }
    }
}
