package dev.openenv.examples.assistants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.openenv.examples.ShownText;
import dev.openenv.examples.assistants.BrokenAssistants.DeletesTickets;
import dev.openenv.examples.assistants.BrokenAssistants.IgnoresErrors;
import dev.openenv.examples.assistants.BrokenAssistants.LeaksItsKey;
import dev.openenv.examples.assistants.BrokenAssistants.LoopsForEver;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Each assistant with one bug: the test of it that is about the bug fails and says what happened, the others pass. */
class PlantedBugsTest {

    private static final Path GUIDE = Path.of("../docs/guide/tested-assistants.md");
    private static final String RECORDED = "\nRecorded in target";

    /** The message of the one test that fails. */
    private static String failure(Class<?> test, String name) {
        var events = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(test))
                .execute()
                .testEvents();
        assertThat(events.succeeded().count()).as("the other test of %s", test).isEqualTo(1);
        var failed = events.failed().list();
        assertThat(failed).singleElement().asString().contains(name);
        return failed.get(0)
                .getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow()
                .getMessage();
    }

    @Test
    void anAgentThatDeletesATicketIsCaughtAsTheGuideShows() throws Exception {
        assertThat(failure(DeletesTickets.class, "throwsNoTicketAwayUnasked"))
                .startsWith("Expected 'close_ticket' never to be called, but it was, in step 2: close_ticket(id=159).")
                .containsPattern(ShownText.pattern(GUIDE, 0));
    }

    @Test
    void anAgentThatLoopsForEverIsCutOffAndCaught() {
        assertThat(failure(LoopsForEver.class, "givesUpWhenItsModelOnlyTalks"))
                .startsWith("Expected the outcome AGENT_STOPPED, but it is TRUNCATED: its time was up after ")
                .contains(
                        """
                         ms.

                          step  action      reward  observation
                                reset
                             1  list_tools  0.0     10 tools

                        TRUNCATED after 1 step, total reward 0.0""");
    }

    @Test
    void anAgentThatIgnoresAnErrorIsCaught() {
        assertThat(failure(IgnoresErrors.class, "triesAgain"))
                .startsWith("Expected the episode to be solved, but it is UNSOLVED.")
                .contains(
                        "\n     1  set_priority(id=159, priority=\"URGENT\")          error, execution_error: Tool 'set_priority' failed: ",
                        "\n     2  submit()                                 0.0     Thank you.");
    }

    @Test
    void anAgentThatLeaksItsKeyIsCaughtWithoutLeakingItOnceMore() {
        assertThat(failure(LeaksItsKey.class, "keepsItsKeyToItself"))
                .startsWith(
                        "Expected the agent never to send the secret, but it did, at step 1, /action/code (as it is).")
                .contains("\n     1  config = {'api_key': '[secret]'}\\nset_priorit...  1.0 ", RECORDED)
                .doesNotContain(CodeWritingAssistantTest.KEY);
    }
}
