package dev.openenv.environments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.Action;
import dev.openenv.CatalogEntry;
import dev.openenv.Observation;
import dev.openenv.Outcome;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.environments.cartpole.CartPole;
import dev.openenv.environments.connectfour.ConnectFour;
import dev.openenv.environments.connectfour.DropDisc;
import dev.openenv.environments.gridworld.Direction;
import dev.openenv.environments.gridworld.GridMove;
import dev.openenv.environments.gridworld.GridWorld;
import dev.openenv.environments.maze.Maze;
import dev.openenv.environments.snake.Snake;
import dev.openenv.rollout.Rollouts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The environments as their providers open them, played by the agents that come with them. */
class GridEntriesTest {

    static List<CatalogEntry<?, ?>> entries() {
        return Stream.of(
                        GridWorld.entries(), Maze.entries(), ConnectFour.entries(), Snake.entries(), CartPole.entries())
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void namesAreThoseOfTheCatalogue() {
        assertThat(entries())
                .extracting(CatalogEntry::name)
                .containsExactly("grid-world", "maze", "connect-four", "snake", "cartpole");
    }

    @ParameterizedTest
    @MethodSource("entries")
    <A extends Action, O extends Observation> void everyAgentSolvesEveryTask(CatalogEntry<A, O> entry) {
        var tasks = entry.provider().tasks().limit(50);
        assertThat(tasks.size()).isPositive();
        assertThat(entry.agents()).isNotEmpty();
        entry.agents().forEach((name, agent) -> {
            var run = Rollouts.of(entry.provider())
                    .agent(name, agent)
                    .tasks(tasks)
                    .parallel(2)
                    .run();
            assertThat(run.count(Outcome.SOLVED))
                    .as("%s by %s: %s", entry.name(), name, run)
                    .isEqualTo(tasks.size());
        });
    }

    @ParameterizedTest
    @MethodSource("entries")
    <A extends Action, O extends Observation> void rewardsAreInTheDeclaredRange(CatalogEntry<A, O> entry) {
        var range = entry.provider().spec().rewardRange().orElseThrow();
        var agent = entry.agents().values().iterator().next();
        var played = Rollouts.of(entry.provider()).agent("first", agent).play(ResetOptions.seed(7));
        assertThat(played.steps()).isNotEmpty().allSatisfy(step -> assertThat(
                        range.contains(step.result().orElseThrow().rewardOrZero()))
                .isTrue());
    }

    @ParameterizedTest
    @MethodSource("entries")
    <A extends Action, O extends Observation> void episodeIdSeedAndDrawingsSurviveTheProvider(
            CatalogEntry<A, O> entry) {
        try (var one = entry.provider().open();
                var two = entry.provider().open()) {
            var options = ResetOptions.seed(3).withEpisodeId("mine");
            assertThat(one.reset(options)).isEqualTo(two.reset(options));
            assertThat(one.state().episodeId()).contains("mine");
            assertThat(one.state().stepCount()).isZero();
            var drawing = one.find(Rendering.class).orElseThrow();
            assertThat(drawing.text())
                    .isEqualTo(two.find(Rendering.class).orElseThrow().text());
            assertThat(drawing.text()).doesNotEndWith("\n");
            assertThat(drawing.svg().orElseThrow()).startsWith("<svg").endsWith("</svg>");
        }
    }

    @Test
    void aWandererInGridWorldIsCutOff() {
        try (var world = GridWorld.provider().open()) {
            var result = world.reset();
            for (var step = 0; step < GridWorld.MAX_STEPS; step++) {
                assertThat(result.done()).isFalse();
                result = world.step(new GridMove(Direction.UP));
            }
            assertThat(result.truncated()).isTrue();
            assertThat(result.terminated()).isFalse();
        }
    }

    @Test
    void aDiscBesideTheBoardEndsTheGameAsUnsolved() {
        var played = Rollouts.of(ConnectFour.provider())
                .policy("careless", () -> view -> new DropDisc(7))
                .play(ResetOptions.defaults());
        assertThat(played.totalReward()).isEqualTo(-1);
        assertThat(played.outcome()).isEqualTo(Outcome.UNSOLVED);
    }

    @Test
    void aLostMazeIsUnsolvedAndAWonOneSolvedHoweverLate() {
        var criterion = Maze.provider().spec().solved().orElseThrow();
        assertThat(criterion.mustTerminate()).isTrue();
        assertThat(criterion.minimumTotalReward())
                .isGreaterThan(Maze.LOWEST_TOTAL)
                .isEqualTo(-22);
    }
}
