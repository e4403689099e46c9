package dev.openenv.environments.snake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.EpisodeOrderException;
import dev.openenv.InvalidActionException;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.codec.Codecs;
import dev.openenv.environments.PlainEpisode;
import dev.openenv.environments.WireRecording;
import dev.openenv.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnakeTest {

    private static final Turn STRAIGHT = new Turn(Turn.STRAIGHT);

    private final Snake world = new Snake();

    @Test
    void startIsASnakeOfThreeAndOneFruitInsideTheWall() {
        for (var seed = 0; seed < 200; seed++) {
            var result = world.reset(ResetOptions.seed(seed));
            assertThat(result.reward()).hasValue(0);
            assertThat(result.metadata()).isEqualTo(JsonObject.empty());
            assertThat(result.observation().alive()).isTrue();
            var count = count(result.observation());
            assertThat(count).containsExactlyInAnyOrderEntriesOf(Map.of(0, 320, 1, 76, 2, 1, 3, 1, 4, 1, 5, 1));
        }
    }

    private static Map<Integer, Integer> count(SnakeView view) {
        var count = new HashMap<Integer, Integer>();
        view.grid().forEach(row -> row.forEach(code -> count.merge(code, 1, Integer::sum)));
        return count;
    }

    @Test
    void startsCoverTheFieldStraightAndBent() {
        var views = LongStream.range(0, 400)
                .mapToObj(seed -> world.reset(ResetOptions.seed(seed)).observation())
                .toList();
        var heads = views.stream().map(view -> find(view, Field.HEAD)).distinct();
        assertThat(heads.count()).isGreaterThan(200);
        var straight = views.stream()
                .filter(view -> find(view, Field.HEAD) + find(view, Field.TAIL) == 2 * find(view, Field.BODY))
                .count();
        assertThat(straight).isBetween(80L, 200L);
    }

    private static int find(SnakeView view, int code) {
        return IntStream.range(0, Field.CELLS)
                .filter(cell -> view.grid().get(cell / Field.SIZE).get(cell % Field.SIZE) == code)
                .findFirst()
                .orElse(-1);
    }

    @Test
    void planesSayWhatTheGridSays() {
        var planeOf = Map.of(1, 0, 2, 1, 3, 5, 4, 6, 5, 7);
        var episode = PlainEpisode.following(world, ResetOptions.seed(3), 200, new CarefulSnake());
        for (var result : episode.results()) {
            var view = result.observation();
            for (var row = 0; row < 20; row++) {
                for (var column = 0; column < 20; column++) {
                    var plane = planeOf.getOrDefault(view.grid().get(row).get(column), -1);
                    var expected = IntStream.range(0, 8)
                            .mapToObj(i -> i == plane ? 1.0 : 0.0)
                            .toList();
                    assertThat(view.observation().get(row).get(column)).isEqualTo(expected);
                }
            }
        }
    }

    /**
     * The original's draws cannot be repeated, so what is compared is the shape of its frames and how the recorded snake
     * moves: straight, left, right, seen from its head.
     */
    @Test
    void recordedFramesHaveTheSameShape() {
        var exchanges = WireRecording.of(SnakeTest.class, "snake_env.json").session("a few steps");
        var frames = exchanges.stream()
                .filter(e -> e.receivedType().equals("observation"))
                .toList();
        assertThat(frames).hasSize(4);
        var results = List.of(
                world.reset(ResetOptions.seed(awayFromWalls())),
                world.step(STRAIGHT),
                world.step(new Turn(Turn.LEFT)),
                world.step(new Turn(Turn.RIGHT)));
        var heading = 1;
        for (var i = 0; i < frames.size(); i++) {
            var recorded = frames.get(i).received().object("observation").orElseThrow();
            var view = results.get(i).observation();
            assertThat(results.get(i).metadata())
                    .isEqualTo(recorded.object("metadata").orElseThrow());
            assertThat(results.get(i).reward())
                    .isEqualTo(frames.get(i).received().number("reward"));
            assertThat(view.episodeScore())
                    .isEqualTo(recorded.number("episode_score").orElseThrow());
            assertThat((long) view.episodeSteps())
                    .isEqualTo(recorded.integer("episode_steps").orElseThrow());
            assertThat(view.alive()).isEqualTo(recorded.bool("alive").orElseThrow());
            var written = Codecs.of(SnakeView.class).encode(view);
            assertThat(written.names())
                    .containsExactlyInAnyOrder(
                            "grid",
                            "observation",
                            "episode_score",
                            "episode_steps",
                            "episode_fruits",
                            "episode_kills",
                            "alive");
            assertThat(recorded.names())
                    .containsAll(written.without("observation").names());
            if (i > 0) {
                var before = codes(frames.get(i - 1).received()).indexOf(3L);
                var turn = frames.get(i).sentInt("action");
                heading = (heading + (turn == Turn.LEFT ? 3 : turn == Turn.RIGHT ? 1 : 0)) % 4;
                assertThat(codes(frames.get(i).received()).indexOf(3L)).isEqualTo(before + Field.STEPS[heading]);
                assertThat(codes(frames.get(i).received()).indexOf(4L)).isEqualTo(before);
            }
        }
    }

    private static List<Object> codes(JsonObject frame) {
        var rows = frame.object("observation").orElseThrow().list("grid").orElseThrow();
        return rows.stream().<Object>flatMap(row -> ((List<?>) row).stream()).toList();
    }

    /** A seed whose snake has room on all sides, no fruit near. */
    private long awayFromWalls() {
        return LongStream.range(0, 1000)
                .filter(seed -> {
                    var view = world.reset(ResetOptions.seed(seed)).observation();
                    var head = find(view, Field.HEAD);
                    var fruit = find(view, Field.FRUIT);
                    return Math.abs(head / 20 - 10) < 4
                            && Math.abs(head % 20 - 10) < 4
                            && Math.abs(head / 20 - fruit / 20) > 5;
                })
                .findFirst()
                .orElseThrow();
    }

    @Test
    void turnsAreRelativeToTheHeading() {
        world.reset(ResetOptions.seed(awayFromWalls()));
        var first = find(world.step(STRAIGHT).observation(), Field.HEAD);
        var second = find(world.step(STRAIGHT).observation(), Field.HEAD);
        var ahead = second - first;
        var left = find(world.step(new Turn(Turn.LEFT)).observation(), Field.HEAD) - second;
        var leftOf = Map.of(-20, -1, -1, 20, 20, 1, 1, -20);
        assertThat(left).isEqualTo(leftOf.get(ahead));
        var before = find(world.step(STRAIGHT).observation(), Field.HEAD);
        var right = find(world.step(new Turn(Turn.RIGHT)).observation(), Field.HEAD) - before;
        assertThat(right).isEqualTo(ahead);
    }

    @Test
    void fruitPaysOneAndTheSnakeGrowsAtOnce() {
        var results = PlainEpisode.following(world, ResetOptions.seed(11), 300, new CarefulSnake())
                .results();
        var eaten = 0;
        for (var i = 1; i < results.size(); i++) {
            var view = results.get(i).observation();
            var ate = view.episodeFruits() > eaten;
            assertThat(results.get(i).rewardOrZero()).isEqualTo(ate ? 1.001 : 0.001);
            if (ate) {
                eaten++;
                var before = results.get(i - 1).observation();
                assertThat(find(view, Field.HEAD)).isEqualTo(find(before, Field.FRUIT));
                assertThat(find(view, Field.TAIL)).isEqualTo(find(before, Field.TAIL));
            }
            var count = count(view);
            assertThat(count.get(Field.BODY)).isEqualTo(1 + eaten);
            assertThat(count.get(Field.FRUIT)).isEqualTo(1);
        }
        assertThat(eaten).isGreaterThan(5);
    }

    @Test
    void theCellOfTheTailMayBeEntered() {
        grownTo(4);
        turnInside();
        for (var lap = 0; lap < 3; lap++) {
            var tail = find(turnInside().observation(), Field.TAIL);
            var next = turnInside();
            assertThat(next.observation().alive()).isTrue();
            assertThat(find(next.observation(), Field.HEAD)).isEqualTo(tail);
        }
    }

    @Test
    void theBodyMayNot() {
        grownTo(5);
        StepResult<SnakeView> last = turnInside();
        for (var turn = 0; turn < 3 && !last.done(); turn++) {
            last = turnInside();
        }
        assertDead(last);
    }

    private Turn inside = STRAIGHT;

    private StepResult<SnakeView> turnInside() {
        return world.step(inside);
    }

    /** Plays until the snake has so many cells, lies straight and has room to curl up. */
    private void grownTo(int length) {
        for (var seed = 0; seed < 2000; seed++) {
            var careful = new CarefulSnake();
            var view = world.reset(ResetOptions.seed(seed)).observation();
            while (view.episodeFruits() < length - 3) {
                view = world.step(careful.act(view)).observation();
            }
            for (var step = 0; step < length - 1 && view.alive(); step++) {
                view = world.step(STRAIGHT).observation();
            }
            var head = find(view, Field.HEAD);
            var fruit = find(view, Field.FRUIT);
            var room = head / 20 > 3 && head / 20 < 16 && head % 20 > 3 && head % 20 < 16;
            var farFruit = Math.abs(head / 20 - fruit / 20) > 4;
            if (view.alive() && view.episodeFruits() == length - 3 && room && farFruit) {
                inside = new Turn(Turn.LEFT);
                return;
            }
        }
        throw new AssertionError("no seed gives such a snake");
    }

    private static void assertDead(StepResult<SnakeView> last) {
        assertThat(last.terminated()).isTrue();
        assertThat(last.truncated()).isFalse();
        assertThat(last.reward()).hasValue(-1);
        assertThat(last.observation().alive()).isFalse();
        assertThat(count(last.observation())).doesNotContainKeys(Field.HEAD, Field.BODY, Field.TAIL);
    }

    @Test
    void theWallKillsAndTheInfoLeavesOutTheDyingStep() {
        var episode = PlainEpisode.following(world, ResetOptions.seed(4), 30, view -> STRAIGHT);
        var last = episode.last();
        assertDead(last);
        var info = last.metadata().object("info").orElseThrow();
        var survived = episode.stepCount() - 1.0;
        assertThat(info.names())
                .containsExactly("rank", "episode_scores", "episode_steps", "episode_fruits", "episode_kills");
        assertThat(info.get("rank")).isEqualTo(List.of(1L));
        assertThat(info.get("episode_steps")).isEqualTo(List.of(survived));
        assertThat(info.get("episode_scores"))
                .isEqualTo(List.of(episode.results()
                        .get(episode.stepCount() - 1)
                        .observation()
                        .episodeScore()));
        assertThat(last.observation().episodeSteps()).isEqualTo(episode.stepCount());
    }

    @Test
    void the1000thStepCutsOff() {
        var episode = PlainEpisode.following(world, ResetOptions.seed(1), 2000, new CarefulSnake());
        assertThat(episode.stepCount()).isEqualTo(1000);
        assertThat(episode.last().truncated()).isTrue();
        assertThat(episode.last().terminated()).isFalse();
        assertThat(episode.last().observation().alive()).isFalse();
        assertThat(episode.last().rewardOrZero()).isPositive();
        assertThat(episode.last().metadata().object("info").orElseThrow().get("episode_steps"))
                .isEqualTo(List.of(1000.0));
        assertThat(count(episode.last().observation())).containsKey(Field.HEAD);
    }

    @Test
    void scoreIsThePlainSumOfRewards() {
        var episode = PlainEpisode.following(world, ResetOptions.seed(8), 100, new CarefulSnake());
        var sum = 0.0;
        for (var result : episode.results()) {
            sum += result.rewardOrZero();
            assertThat(result.observation().episodeScore()).isEqualTo(sum);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3, 7})
    void unknownTurnIsRefusedUncounted(int action) {
        var twin = new Snake();
        world.reset(ResetOptions.seed(2));
        twin.reset(ResetOptions.seed(2));
        var drawing = world.text();
        assertThatThrownBy(() -> world.step(new Turn(action)))
                .isInstanceOfSatisfying(
                        InvalidActionException.class, e -> assertThat(e.field()).contains("/action"));
        assertThat(world.text()).isEqualTo(drawing);
        assertThat(world.step(STRAIGHT)).isEqualTo(twin.step(STRAIGHT));
    }

    @Test
    void sameSeedSameEpisode() {
        var one = PlainEpisode.following(new Snake(), ResetOptions.seed(5), 200, new CarefulSnake());
        var two = PlainEpisode.following(world, ResetOptions.seed(5), 200, new CarefulSnake());
        var other = PlainEpisode.following(new Snake(), ResetOptions.seed(6), 200, new CarefulSnake());
        assertThat(one.results()).isEqualTo(two.results()).isNotEqualTo(other.results());
    }

    @Test
    void viewsAreNotChangedByLaterSteps() {
        var first = world.reset(ResetOptions.seed(5)).observation();
        var again = new Snake().reset(ResetOptions.seed(5)).observation();
        PlainEpisode.following(world, ResetOptions.seed(5), 50, new CarefulSnake());
        assertThat(first).isEqualTo(again);
    }

    @Test
    void stepWithoutAnEpisodeIsOutOfOrder() {
        assertThatThrownBy(() -> world.step(STRAIGHT)).isInstanceOf(EpisodeOrderException.class);
        PlainEpisode.following(world, ResetOptions.seed(4), 30, view -> STRAIGHT);
        assertThatThrownBy(() -> world.step(STRAIGHT)).isInstanceOf(EpisodeOrderException.class);
    }

    @Test
    void drawingShowsWallSnakeAndFruit() {
        world.reset(ResetOptions.seed(2));
        assertThat(world.text().lines().toList())
                .hasSize(20)
                .allSatisfy(line -> assertThat(line).hasSize(20).startsWith("#").endsWith("#"));
        assertThat(world.text()).containsOnlyOnce("*").containsOnlyOnce("@");
        assertThat(world.svg().orElseThrow()).startsWith("<svg").contains("#d1495b");
    }
}
