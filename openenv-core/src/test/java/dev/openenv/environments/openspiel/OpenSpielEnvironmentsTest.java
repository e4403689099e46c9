package dev.openenv.environments.openspiel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.Action;
import dev.openenv.CatalogEntry;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.Outcome;
import dev.openenv.ResetOptions;
import dev.openenv.json.JsonObject;
import dev.openenv.rollout.Rollouts;
import dev.openenv.rollout.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OpenSpielEnvironmentsTest {

    static Stream<CatalogEntry<?, ?>> entries() {
        return OpenSpielEnvironments.entries().stream();
    }

    private static CatalogEntry<?, ?> entry(String name) {
        return entries().filter(entry -> entry.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void theCatalogueHasEveryGame() {
        assertThat(entries().map(CatalogEntry::name))
                .containsExactly(
                        "catch",
                        "tic-tac-toe",
                        "kuhn-poker",
                        "cliff-walking",
                        "cliff-walking-classic",
                        "2048",
                        "blackjack");
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everyGameIsDescribedAndHasTasksAndAgents(CatalogEntry<?, ?> entry) {
        var spec = entry.provider().spec();
        assertThat(spec.description()).isNotBlank();
        assertThat(spec.solved()).isPresent();
        assertThat(spec.rewardRange()).isPresent();
        assertThat(entry.provider().tasks().tasks()).isNotEmpty().allSatisfy(task -> assertThat(task.instruction())
                .contains("Actions: "));
        assertThat(entry.agents()).hasSize(2).containsKey("random");
    }

    /** How many of how many tasks the first agent of a game solves at least. */
    @ParameterizedTest
    @CsvSource({
        "catch, 100, 100",
        "tic-tac-toe, 100, 100",
        "kuhn-poker, 100, 40",
        "cliff-walking, 1, 1",
        "cliff-walking-classic, 1, 1",
        "2048, 8, 6",
        "blackjack, 100, 30"
    })
    void theFirstAgentSolvesWhatCanBeSolved(String name, int tasks, int solved) {
        var run = play(entry(name), 0, tasks);
        assertThat(run.trajectories()).hasSize(tasks);
        assertThat(run.count(Outcome.SOLVED)).isGreaterThanOrEqualTo(solved);
        assertThat(run.count(Outcome.SOLVED) + run.count(Outcome.UNSOLVED)).isEqualTo(tasks);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void theRandomAgentPlaysToTheEndWithinTheRewardRange(CatalogEntry<?, ?> entry) {
        var run = play(entry, 1, 20);
        var range = entry.provider().spec().rewardRange().orElseThrow();
        assertThat(run.count(Outcome.SOLVED) + run.count(Outcome.UNSOLVED))
                .isEqualTo(run.trajectories().size());
        assertThat(run.trajectories())
                .allSatisfy(trajectory -> assertThat(trajectory.steps()).allSatisfy(step -> assertThat(
                                range.contains(step.result().orElseThrow().rewardOrZero()))
                        .isTrue()));
    }

    private static <A extends Action, O extends Observation> Run<A, O> play(
            CatalogEntry<A, O> entry, int agent, int tasks) {
        var agents = new ArrayList<>(entry.agents().values());
        return Rollouts.of(entry.provider())
                .agent(agents.get(agent))
                .tasks(entry.provider().tasks().limit(tasks))
                .parallel(2)
                .run();
    }

    @Test
    void actionsNeedOnlyTheirNumber() {
        var codec = OpenSpielEnvironments.ticTacToe().actionCodec();
        assertThat(codec.decode(JsonObject.of("action_id", 4))).isEqualTo(OpenSpielAction.of(4));
        assertThat(codec.encode(OpenSpielAction.of(4)).toString())
                .isEqualTo("{\"action_id\":4,\"game_name\":\"catch\",\"game_params\":{}}");
    }

    @Test
    void observationsHaveExactlyTheFieldsOfTheReference() {
        var provider = OpenSpielEnvironments.kuhnPoker();
        try (var env = provider.open()) {
            var json = provider.observationCodec()
                    .encode(env.reset(ResetOptions.seed(1)).observation());
            assertThat(json.names())
                    .containsExactlyElementsOf(List.of(
                            "info_state", "legal_actions", "game_phase", "current_player_id", "opponent_last_action"));
            assertThat(json.get("opponent_last_action")).isNull();
            assertThat(json.list("info_state").orElseThrow()).contains(1.0, 0.0);
        }
    }

    @Test
    void anOpenedEnvironmentHonoursTheEpisodeIdAndCountsOnlyLegalSteps() {
        try (var env = OpenSpielEnvironments.ticTacToe().open()) {
            env.reset(ResetOptions.seed(1).withEpisodeId("mine"));
            env.step(OpenSpielAction.of(4));
            assertThatThrownBy(() -> env.step(OpenSpielAction.of(4))).isInstanceOf(InvalidActionException.class);
            assertThat(env.state().episodeId()).contains("mine");
            assertThat(env.state().stepCount()).isEqualTo(1);
            assertThat(env.state().values().string("game_name")).contains("tic_tac_toe");
        }
    }

    @Test
    void aPlayerThatTheGameDoesNotHaveIsRefusedBeforeOpening() {
        assertThatThrownBy(() -> OpenSpielEnvironments.kuhnPoker(2, OpponentPolicy.RANDOM))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
