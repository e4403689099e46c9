package dev.openenv.environments.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.Outcome;
import dev.openenv.ResetOptions;
import dev.openenv.Task;
import dev.openenv.json.JsonObject;
import dev.openenv.rollout.Rollouts;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.CodeAct;
import dev.openenv.tools.CodeReply;
import dev.openenv.tools.ToolReply;
import dev.openenv.tools.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many desks, one after the other and beside each other, and what goes wrong at them. */
@Timeout(120)
class TicketDeskLifeTest {

    private static final ResetOptions SEVEN = ResetOptions.seed(7);

    @Test
    void aSeedGivesTheSameDeskOnEveryMachineAndInEveryLanguage() {
        var usual = Locale.getDefault();
        var instructions = instructions();
        try {
            for (var language : new String[] {"en", "tr-TR", "ar-EG-u-nu-arab"}) {
                Locale.setDefault(Locale.forLanguageTag(language));
                try (var desk = new TicketDesk(SEVEN)) {
                    var said = new ArrayList<String>();
                    for (var id = 101; id <= 160; id++) {
                        var story = desk.read(id);
                        said.add(story.ticket() + " " + story.comments());
                    }
                    assertThat(said.toString().hashCode()).as(language).isEqualTo(639725329);
                    assertThat(desk.search("vpn", null, null, null, null, 1).total())
                            .as(language)
                            .isEqualTo(desk.search("VPN", null, null, null, null, 1)
                                    .total())
                            .isPositive();
                }
                assertThat(instructions()).as(language).isEqualTo(instructions);
            }
        } finally {
            Locale.setDefault(usual);
        }
    }

    private static List<String> instructions() {
        return TicketDesk.tasks().tasks().stream().map(Task::instruction).toList();
    }

    @Test
    void aClosedDeskIsGone() {
        var desk = new TicketDesk(SEVEN);
        desk.close();
        desk.close();

        assertThatThrownBy(() -> desk.read(101)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void thousandsOfDesksLeaveNeitherThreadsNorMemory() {
        new TicketDesk(SEVEN).close();
        var threads = Thread.getAllStackTraces().size();
        var before = used();
        for (var i = 0; i < 3000; i++) {
            new TicketDesk(ResetOptions.seed(i)).close();
        }
        assertThat(Thread.getAllStackTraces().size()).isLessThan(threads + 5);
        assertThat(used() - before).as("bytes kept of 3000 desks").isLessThan(30_000_000);
    }

    private static long used() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void sixteenClerksAtOnceWorkAtTheirOwnDesks() {
        var provider = TicketDesk.provider();
        var run = Rollouts.of(provider)
                .agent("tools", CallingClerk::new)
                .tasks(provider.tasks())
                .attempts(3)
                .parallel(16)
                .run();

        assertThat(run.trajectories()).hasSize(90).allSatisfy(episode -> assertThat(episode.outcome())
                .as(episode.toString())
                .isEqualTo(Outcome.SOLVED));
    }

    @Test
    void noTaskForgivesACommentTooMuch() {
        var provider = TicketDesk.provider();
        var run = Rollouts.of(provider)
                .agent("clumsy", () -> episode -> {
                    episode.step(CallTool.of("comment", JsonObject.of("id", 130, "text", "I was here.")));
                    new CallingClerk().play(episode);
                })
                .tasks(provider.tasks())
                .parallel(4)
                .run();

        assertThat(run.trajectories()).hasSize(30).allSatisfy(episode -> {
            assertThat(episode.outcome()).as(episode.toString()).isEqualTo(Outcome.UNSOLVED);
            assertThat(episode.totalReward()).isZero();
        });
    }

    @Test
    void aPageFarBeyondTheEndIsEmptyOrRefusedAndNeverAFailureOfTheDatabase() {
        try (var desk = TicketDesk.provider().open()) {
            desk.reset(SEVEN);
            for (var page : new int[] {1000, Integer.MAX_VALUE}) {
                var reply = (ToolReply) desk.step(CallTool.of("search", JsonObject.of("page", page)))
                        .observation();
                assertThat(reply.error().map(Object::toString).orElse("")).doesNotContain("database");
            }
        }
    }

    @Test
    void whatIsDoneAfterSubmittingInTheSameProgramIsRefused() {
        try (var desk = TicketDesk.provider().open()) {
            desk.reset(SEVEN);
            var code = "submit()\nfor late in (lambda: comment(101, 'late'), lambda: submit('again')):\n"
                    + "    try:\n        late()\n    except Exception as e:\n        print(e)\n";
            var reply = (CodeReply) desk.step(CodeAct.python(code)).observation();

            assertThat(reply.error()).isEmpty();
            assertThat(reply.output().lines()).hasSize(2).allMatch(line -> line.contains("it is over already"));
        }
    }

    @Test
    void noToolTellsWhatTheGraderKnows() {
        try (var desk = TicketDesk.provider().open()) {
            desk.reset(TicketDesk.tasks().grading("easy-9").resetOptions());

            assertThat(desk.find(Tools.class).orElseThrow().list())
                    .extracting(tool -> tool.name())
                    .containsExactlyInAnyOrder(
                            "task",
                            "search",
                            "read",
                            "people",
                            "comment",
                            "set_priority",
                            "assign",
                            "merge",
                            "close_ticket",
                            "submit");
            assertThat(desk.state().values().names()).containsExactly("submitted");
        }
    }
}
