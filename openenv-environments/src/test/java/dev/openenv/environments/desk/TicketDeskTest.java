package dev.openenv.environments.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.Agent;
import dev.openenv.Environment;
import dev.openenv.InvalidOptionException;
import dev.openenv.Outcome;
import dev.openenv.ResetOptions;
import dev.openenv.Task;
import dev.openenv.TaskSet;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.Catalog;
import dev.openenv.rollout.Rollouts;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.CodeAct;
import dev.openenv.tools.CodeReply;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolError;
import dev.openenv.tools.ToolObservation;
import dev.openenv.tools.ToolReply;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TicketDeskTest {

    private static final TaskSet TASKS = TicketDesk.tasks();

    private static Environment<ToolAction, ToolObservation> desk(String task) {
        var desk = TicketDesk.provider().open();
        desk.reset(TASKS.grading(task).resetOptions());
        return desk;
    }

    private static ToolReply call(
            Environment<ToolAction, ToolObservation> desk, String tool, Map<String, Object> arguments) {
        return (ToolReply)
                desk.step(CallTool.of(tool, JsonObject.copyOf(arguments))).observation();
    }

    private static JsonObject got(
            Environment<ToolAction, ToolObservation> desk, String tool, Map<String, Object> arguments) {
        return call(desk, tool, arguments)
                .result()
                .orElseThrow()
                .structuredContent()
                .orElseThrow();
    }

    private static String refused(
            Environment<ToolAction, ToolObservation> desk, String tool, Map<String, Object> arguments) {
        return call(desk, tool, arguments).error().map(ToolError::message).orElseThrow();
    }

    private static Map<String, Integer> solvedWithSteps(Supplier<Agent<ToolAction, ToolObservation>> agent) {
        var run = Rollouts.of(TicketDesk.provider())
                .agent("clerk", agent)
                .tasks(TASKS)
                .parallel(4)
                .run();
        for (var episode : run.trajectories()) {
            assertThat(episode.outcome()).as(episode.toString()).isEqualTo(Outcome.SOLVED);
        }
        return run.trajectories().stream()
                .collect(Collectors.toMap(episode -> episode.task().id(), episode -> episode.steps()
                        .size()));
    }

    @Test
    void thirtyTasksOfThreeDifficulties() {
        assertThat(TASKS.size()).isEqualTo(30);
        for (var split : List.of("easy", "medium", "hard")) {
            assertThat(TASKS.split(split).size()).isEqualTo(10);
        }
        assertThat(TASKS.tasks()).extracting(Task::instruction).noneMatch(String::isBlank);
    }

    @Test
    void bothClerksSolveEverythingAndTheOneWhoWritesCodeInFewerSteps() {
        var calling = solvedWithSteps(CallingClerk::new);
        var coding = solvedWithSteps(CodingClerk::new);

        assertThat(coding.values()).containsOnly(1);
        assertThat(calling.values()).allMatch(steps -> steps >= 2 && steps <= 120);
        assertThat(calling.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThan(10 * coding.size());
    }

    @Test
    void doingNothingSolvesNothing() {
        for (var task : TASKS.tasks()) {
            try (var desk = desk(task.id())) {
                var result = desk.step(CallTool.of("submit", JsonObject.empty()));

                assertThat(result.done()).isTrue();
                assertThat(result.reward()).as(task.toString()).hasValue(0);
            }
        }
    }

    @Test
    void damageBesideTheTaskIsNotForgiven() {
        try (var desk = desk("easy-9")) {
            var person = Order.of(TASKS.task("easy-9").instruction()).gap(0);
            var count = got(desk, "search", Map.of("requester", person, "status", "OPEN"))
                    .get("total");
            call(desk, "comment", Map.of("id", 101, "text", "I was here."));
            var result = desk.step(CallTool.of("submit", JsonObject.of("answer", String.valueOf(count))));

            assertThat(result.reward()).hasValue(0);
        }
    }

    @Test
    void theSeedMakesTheDesk() {
        var desks = new HashSet<String>();
        for (var seed : List.of(1L, 1L, 2L)) {
            try (var desk = TicketDesk.provider().open()) {
                desk.reset(ResetOptions.seed(seed));
                desks.add(((CodeReply) desk.step(CodeAct.python("[read(t)['ticket'] for t in range(101, 161)]"))
                                .observation())
                        .value()
                        .orElseThrow()
                        .toString());
            }
        }
        assertThat(desks).hasSize(2);
    }

    @Test
    void theTaskCanBeAskedFor() {
        try (var desk = desk("hard-1")) {
            assertThat(call(desk, "task", Map.of()).result().orElseThrow().text())
                    .isEqualTo(TASKS.task("hard-1").instruction());
            desk.reset(ResetOptions.seed(1));
            assertThat(call(desk, "task", Map.of()).result().orElseThrow().text())
                    .startsWith("There is nothing to do");
            assertThatThrownBy(() -> desk.reset(ResetOptions.seed(1).with("task", "easy-11")))
                    .isInstanceOf(InvalidOptionException.class)
                    .hasMessageContaining("easy-11");
        }
    }

    @Test
    void foundTicketsComeInPages() {
        try (var desk = desk("easy-1")) {
            var all = got(desk, "search", Map.of());
            assertThat(all.list("tickets").orElseThrow()).hasSize(10);
            assertThat(all.integer("total")).hasValue(60);
            assertThat(all.integer("pages")).hasValue(6);
            assertThat(got(desk, "search", Map.of("page", 7)).list("tickets").orElseThrow())
                    .isEmpty();
            var nobodys = got(desk, "search", Map.of("assignee", "", "word", "VPN", "status", "OPEN"));
            assertThat(nobodys.list("tickets").orElseThrow()).allSatisfy(ticket -> {
                assertThat(((JsonObject) ticket).get("assignee")).isNull();
                assertThat(((JsonObject) ticket).string("title").orElseThrow()).startsWith("VPN");
            });
            assertThat(got(desk, "search", Map.of("word", "%' or 1=1 --")).integer("total"))
                    .hasValue(0);
        }
    }

    @Test
    void whatCannotBeDoneIsSaidSo() {
        try (var desk = desk("easy-1")) {
            assertThat(refused(desk, "read", Map.of("id", 5))).contains("there is no ticket 5");
            assertThat(refused(desk, "assign", Map.of("id", 101, "person", "Zoe")))
                    .contains("'Zoe'");
            assertThat(refused(desk, "merge", Map.of("id", 101, "into", 101))).contains("itself");
            assertThat(refused(desk, "set_priority", Map.of("id", 101, "priority", "SOON")))
                    .contains("/priority");
            assertThat(refused(desk, "search", Map.of("page", 0))).contains("/page");
            var closed = (JsonObject) got(desk, "search", Map.of("status", "CLOSED"))
                    .list("tickets")
                    .orElseThrow()
                    .get(0);
            assertThat(refused(desk, "close_ticket", Map.of("id", closed.get("id"))))
                    .contains("is not open, it is CLOSED");
        }
    }

    @Test
    void desksBesideEachOtherAreApart() {
        try (var one = desk("easy-1");
                var other = desk("easy-1")) {
            call(one, "comment", Map.of("id", 101, "text", "only here"));

            assertThat(got(one, "read", Map.of("id", 101)).toString()).contains("only here");
            assertThat(got(other, "read", Map.of("id", 101)).toString()).doesNotContain("only here");
            one.reset(TASKS.grading("easy-1").resetOptions());
            assertThat(got(one, "read", Map.of("id", 101)).toString()).doesNotContain("only here");
        }
    }

    @Test
    void theCatalogueHasIt() {
        var entry = Catalog.load().entry("ticket-desk");

        assertThat(entry.agents().keySet()).containsExactly("code", "tools");
        assertThat(entry.provider().tasks().size()).isEqualTo(30);
    }
}
