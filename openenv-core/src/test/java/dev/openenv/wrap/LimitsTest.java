package dev.openenv.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.Environment;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.testworlds.Line;
import dev.openenv.testworlds.Line.Place;
import dev.openenv.testworlds.Line.Walk;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LimitsTest {

    @Test
    void theStepLimitTruncatesTheLastStepOnly() {
        var env = StepLimit.of(new Line(), 3);
        for (var episode = 0; episode < 2; episode++) {
            env.reset(ResetOptions.seed(1));
            assertThat(env.step(new Walk(-1)).done()).isFalse();
            assertThat(env.step(new Walk(-1)).done()).isFalse();
            var last = env.step(new Walk(-1));
            assertThat(last.truncated()).isTrue();
            assertThat(last.terminated()).isFalse();
        }
    }

    @Test
    void refusedActionsDoNotCountAgainstTheLimit() {
        var env = StepLimit.of(new Line(), 2);
        env.reset(ResetOptions.seed(1));
        assertThatThrownBy(() -> env.step(new Walk(0))).isInstanceOf(InvalidActionException.class);
        assertThat(env.step(new Walk(-1)).done()).isFalse();
    }

    @Test
    void anEpisodeThatTerminatesAtTheLimitIsNotTruncated() {
        var goal = new Line().reset(ResetOptions.seed(1)).observation().goal();
        var env = StepLimit.of(new Line(), goal);
        var result = env.reset(ResetOptions.seed(1));
        while (!result.done()) {
            result = env.step(new Walk(1));
        }
        assertThat(result.terminated()).isTrue();
        assertThat(result.truncated()).isFalse();
    }

    @Test
    void theTimeLimitGoesByItsClock() {
        var now = new AtomicLong();
        var env = TimeLimit.of(new Line(), Duration.ofSeconds(1), now::get);
        env.reset(ResetOptions.seed(1));
        now.set(999_999_999);
        assertThat(env.step(new Walk(-1)).done()).isFalse();
        now.set(1_000_000_000);
        assertThat(env.step(new Walk(-1)).truncated()).isTrue();
        env.reset(ResetOptions.seed(1));
        assertThat(env.step(new Walk(-1)).done()).isFalse();
    }

    @Test
    void limitsOfZeroAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> StepLimit.of(new Line(), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> TimeLimit.of(new Line(), Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallDeadline.of(new Line(), Duration.ZERO, new AbandonedThreads(1)));
    }

    @Test
    void statisticsCountStepsRewardsAndEpisodes() {
        var env = StepLimit.of(EpisodeStatistics.of(new Line()), 5);
        env.reset(ResetOptions.seed(1));
        env.step(new Walk(-1));
        env.reset(ResetOptions.seed(1));
        env.step(new Walk(-1));
        env.step(new Walk(-1));
        assertThat(env.find(EpisodeStatistics.class)).hasValueSatisfying(statistics -> {
            assertThat(statistics.episodes()).isEqualTo(2);
            assertThat(statistics.totalSteps()).isEqualTo(3);
            assertThat(statistics.episodeSteps()).isEqualTo(2);
            assertThat(statistics.episodeReward()).isEqualTo(-0.2);
            assertThat(statistics.finishedEpisodes()).isZero();
        });
    }

    record Text(String text) implements dev.openenv.Action, Observation {}

    @Test
    void transformsChangeActionsObservationsAndRewardsAndLetTheInsideBeFound() {
        var line = new Line();
        Environment<Text, Text> env = Transforms.observations(
                Transforms.actions(
                        Transforms.rewards(line, reward -> reward * 10),
                        (Text text) -> new Walk(Integer.parseInt(text.text()))),
                (Place place) -> new Text(place.at() + "/" + place.goal()));
        assertThat(env.reset(ResetOptions.seed(1)).reward()).isEmpty();
        var result = env.step(new Text("-1"));
        assertThat(result.observation().text()).startsWith("-1/");
        assertThat(result.reward()).hasValue(-1);
        assertThat(env.find(Line.class)).containsSame(line);
        assertThat(env.find(Rendering.class)).isPresent();
        env.close();
        assertThat(line.closed()).isTrue();
    }
}
