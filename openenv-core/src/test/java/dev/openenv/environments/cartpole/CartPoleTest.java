package dev.openenv.environments.cartpole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.openenv.InvalidActionException;
import dev.openenv.InvalidOptionException;
import dev.openenv.Policy;
import dev.openenv.ResetOptions;
import dev.openenv.environments.PlainEpisode;
import dev.openenv.environments.WireRecording;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CartPoleTest {

    private static final Policy<Push, CartPoleView> LEFT = view -> new Push(Push.LEFT);

    private final CartPole world = new CartPole();

    static List<JsonNode> trajectories() {
        var list = new ArrayList<JsonNode>();
        WireRecording.read(CartPoleTest.class, "cartpole-v1.json")
                .get("trajectories")
                .forEach(list::add);
        return list;
    }

    @ParameterizedTest
    @MethodSource("trajectories")
    void wholeTrajectoryIsThatOfGymnasium(JsonNode recorded) {
        var view = world.reset(startingAt(numbers(recorded.get("start")))).observation();
        assertThat(values(view)).isEqualTo(numbers(recorded.get("start")));
        for (var step : recorded.get("steps")) {
            var result = world.step(new Push(step.get(0).asInt()));
            assertClose(result.observation(), step);
            assertThat(result.rewardOrZero()).isEqualTo(step.get(5).asDouble());
            assertThat(result.terminated()).isEqualTo(step.get(6).asBoolean());
            assertThat(result.truncated()).isFalse();
        }
    }

    private static void assertClose(CartPoleView view, JsonNode recorded) {
        for (var i = 0; i < 4; i++) {
            var expected = recorded.get(i + 1).asDouble();
            assertThat(Math.abs(values(view).get(i) - expected))
                    .as("number %d of %s", i, view)
                    .isLessThanOrEqualTo(1e-12 * Math.max(Math.abs(expected), 1e-3));
        }
    }

    private static List<Double> numbers(JsonNode array) {
        var list = new ArrayList<Double>();
        array.forEach(number -> list.add(number.asDouble()));
        return list;
    }

    private static List<Double> values(CartPoleView view) {
        return List.of(view.position(), view.velocity(), view.angle(), view.angularVelocity());
    }

    private static ResetOptions startingAt(Object start) {
        return ResetOptions.defaults().with(CartPole.START_OPTION, start);
    }

    @Test
    void startsAreSmallAndDiffer() {
        var starts = LongStream.range(0, 200)
                .mapToObj(seed -> world.reset(ResetOptions.seed(seed)).observation())
                .toList();
        assertThat(starts).doesNotHaveDuplicates();
        assertThat(starts).allSatisfy(start -> assertThat(values(start)).allMatch(v -> v >= -0.05 && v < 0.05));
        assertThat(starts.stream().mapToDouble(CartPoleView::angle).average().orElseThrow())
                .isBetween(-0.01, 0.01);
    }

    @Test
    void sameSeedSameEpisode() {
        var one = PlainEpisode.following(new CartPole(), ResetOptions.seed(5), 500, LEFT);
        var two = PlainEpisode.following(new CartPole(), ResetOptions.seed(5), 500, LEFT);
        var other = PlainEpisode.following(new CartPole(), ResetOptions.seed(6), 500, LEFT);
        assertThat(one.results()).isEqualTo(two.results()).isNotEqualTo(other.results());
        assertThat(one.last().terminated()).isTrue();
        assertThat(one.totalReward()).isEqualTo(one.stepCount());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2, Integer.MIN_VALUE})
    void unknownPushIsRefusedAndChangesNothing(int action) {
        var twin = new CartPole();
        world.reset(ResetOptions.seed(1));
        twin.reset(ResetOptions.seed(1));
        var drawing = world.text();
        assertThatThrownBy(() -> world.step(new Push(action)))
                .isInstanceOfSatisfying(
                        InvalidActionException.class, e -> assertThat(e.field()).contains("/action"));
        assertThat(world.text()).isEqualTo(drawing);
        assertThat(world.step(new Push(Push.RIGHT))).isEqualTo(twin.step(new Push(Push.RIGHT)));
    }

    static List<Object> impossibleStarts() {
        return List.of(
                List.of(0.0, 0.0, 0.0),
                List.of(2.5, 0, 0, 0),
                List.of(0, 0, -0.3, 0),
                List.of(0, "0", 0, 0),
                "upright",
                List.of(0, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @MethodSource("impossibleStarts")
    void impossibleStartIsRefusedAndChangesNothing(Object start) {
        world.reset(ResetOptions.seed(1));
        var drawing = world.text();
        assertThatThrownBy(() -> world.reset(startingAt(start)))
                .isInstanceOfSatisfying(InvalidOptionException.class, e -> assertThat(e.option())
                        .isEqualTo("start"))
                .hasMessageContaining("start: expected position");
        assertThat(world.text()).isEqualTo(drawing);
    }

    @Test
    void linearControllerHoldsThePoleFor500StepsFromEveryStart() {
        for (var seed = 0; seed < 1000; seed++) {
            var episode =
                    PlainEpisode.following(world, ResetOptions.seed(seed), CartPole.MAX_STEPS, new LinearController());
            assertThat(episode.stepCount()).as("seed %d", seed).isEqualTo(500);
            assertThat(episode.last().terminated()).as("seed %d", seed).isFalse();
        }
    }

    @Test
    void drawingShowsCartPoleAndNumbers() {
        world.reset(startingAt(List.of(-2.4, 0, 0.1, -0.5)));
        assertThat(world.text())
                .isEqualTo("/\n#" + "-".repeat(48)
                        + "\nposition -2.400  velocity 0.000  angle 0.100  angular velocity -0.500");
        assertThat(world.svg().orElseThrow()).startsWith("<svg").contains("<circle cx=\"24\"");
    }
}
