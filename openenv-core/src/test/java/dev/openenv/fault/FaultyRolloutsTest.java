package dev.openenv.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.openenv.Agent;
import dev.openenv.Outcome;
import dev.openenv.ResetOptions;
import dev.openenv.Task;
import dev.openenv.TaskSet;
import dev.openenv.Trajectory;
import dev.openenv.rollout.Rollouts;
import dev.openenv.rollout.Run;
import dev.openenv.testworlds.Line;
import dev.openenv.testworlds.Line.Place;
import dev.openenv.testworlds.Line.Walk;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FaultyRolloutsTest {

    private static final int EPISODES = 200;
    private static final Set<FaultKind> ENDINGS = EnumSet.of(
            FaultKind.OPEN_REFUSED,
            FaultKind.DROPPED_BEFORE,
            FaultKind.DROPPED_AFTER,
            FaultKind.GARBLED_REPLY,
            FaultKind.OUT_OF_MEMORY);

    private static Faults faults() {
        return Faults.seeded(42)
                .slowSteps(0.02, Duration.ofMillis(1))
                .droppedBefore(0.05)
                .droppedAfter(0.05)
                .garbledReply(0.03)
                .outOfMemory(0.02)
                .openRefused(0.05);
    }

    private static Rollouts<Walk, Place> rollouts(FaultyProvider<Walk, Place> provider, int parallel) {
        return Rollouts.of(provider)
                .policy(() -> Line::towards)
                .episodes(EPISODES)
                .seed(5)
                .parallel(parallel);
    }

    private static List<String> told(Run<Walk, Place> run) {
        return run.trajectories().stream()
                .map(trajectory -> trajectory.episodeId() + trajectory.outcome() + trajectory.steps())
                .toList();
    }

    @Test
    void withRetriesAFaultyProviderGivesTheSameEpisodesAsAHealthyOne() {
        var faulty = faults().on(Line.provider());
        var healthy = Rollouts.of(Line.provider())
                .policy(() -> Line::towards)
                .episodes(EPISODES)
                .seed(5)
                .run();
        var run = rollouts(faulty, 4).retries(30).run();

        assertThat(told(run)).isEqualTo(told(healthy));
        var report = faulty.report();
        for (var kind : ENDINGS) {
            assertThat(report.count(kind)).as(kind.words()).isPositive();
        }
        assertThat(run.retries()).isEqualTo(endings(report));
        assertThat(run.retries()).isGreaterThan(EPISODES / 4);
    }

    private static int endings(FaultReport report) {
        return ENDINGS.stream().mapToInt(report::count).sum();
    }

    @Test
    void withoutRetriesEachFaultThatEndsAnEpisodeIsAnEnvironmentFailure() {
        var faulty = faults().on(Line.provider());
        var run = rollouts(faulty, 4).retries(0).run();
        var report = faulty.report();
        var unlucky = report.episodes().stream()
                .filter(episode -> episode.faults().stream().map(MetFault::kind).anyMatch(ENDINGS::contains))
                .map(EpisodeFaults::episodeId)
                .collect(Collectors.toSet());
        var failed = run.trajectories().stream()
                .filter(trajectory -> trajectory.outcome() == Outcome.ENVIRONMENT_FAILED)
                .map(Trajectory::episodeId)
                .collect(Collectors.toSet());

        assertThat(failed).isEqualTo(unlucky).hasSizeGreaterThan(20);
        assertThat(run.count(Outcome.SOLVED)).isEqualTo(EPISODES - failed.size());
        assertThat(run.retries()).isZero();
    }

    @Test
    void theFaultsOfAnEpisodeAreTheSameWhateverRunsBesideIt() {
        var one = faults().on(Line.provider());
        var many = faults().on(Line.provider());
        var backwards = faults().on(Line.provider());
        var other = Faults.seeded(43).droppedAfter(0.05).on(Line.provider());
        rollouts(one, 1).retries(3).run();
        rollouts(many, 16).retries(3).run();
        rollouts(other, 1).retries(3).run();
        for (var i = EPISODES - 1; i >= 0; i--) {
            var id = "episode-" + i;
            var alone = TaskSet.builder().add(Task.of(id)).build();
            rollouts(backwards, 1).tasks(alone).retries(3).run();
        }

        assertThat(many.report().episodes()).isEqualTo(one.report().episodes());
        assertThat(backwards.report().episodes()).isEqualTo(one.report().episodes());
        assertThat(other.report().episodes()).isNotEqualTo(one.report().episodes());
    }

    @Test
    void addingAKindOfFaultLeavesTheOthersWhereTheyWere() {
        var slow = Faults.seeded(42).slowSteps(0.3, Duration.ofMillis(1)).timedBy(FaultClock.simulated(Instant.EPOCH));
        var one = slow.on(Line.provider());
        var two = slow.clockJumps(0.3, Duration.ofHours(1)).on(Line.provider());
        rollouts(one, 1).run();
        rollouts(two, 1).run();

        assertThat(one.report().count(FaultKind.SLOW_STEP)).isPositive();
        assertThat(two.report().count(FaultKind.CLOCK_JUMP)).isPositive();
        for (var episode : one.report().episodes()) {
            assertThat(two.faultsOf(episode.episodeId()).stream().filter(fault -> fault.kind() == FaultKind.SLOW_STEP))
                    .containsExactlyElementsOf(episode.faults());
        }
    }

    @Test
    void aFailureIsPlayedAgainByItsSeedAndItsTry() {
        var faulty = faults().on(Line.provider());
        rollouts(faulty, 4).retries(30).run();
        var twice = faulty.report().episodes().stream()
                .filter(episode -> episode.attempts() > 2)
                .findFirst()
                .orElseThrow();
        for (var attempt = 0; attempt < 2; attempt++) {
            var number = attempt;
            var again = faults().fromTry(attempt).on(Line.provider());
            var played =
                    Rollouts.of(again).policy(() -> Line::towards).retries(0).play(ResetOptions.seed(twice.seed()));

            assertThat(played.outcome()).isEqualTo(Outcome.ENVIRONMENT_FAILED);
            assertThat(again.faultsOf(played.episodeId()))
                    .isEqualTo(twice.faults().stream()
                            .filter(fault -> fault.attempt() == number)
                            .toList());
        }
    }

    @Test
    void aWorldThatHangsIsCutOffByTheEpisodesLimit() {
        var faulty = Faults.seeded(1).at(0, FaultKind.HANG).on(Line.provider());
        var played = Rollouts.of(faulty)
                .policy(() -> Line::towards)
                .episodeLimit(Duration.ofMillis(100))
                .play(ResetOptions.seed(1));

        assertThat(played.outcome()).isEqualTo(Outcome.TRUNCATED);
        assertThat(faulty.faultsOf(played.episodeId())).hasSize(1);
    }

    @Test
    void agentsCrashGiveUpAndRepeatTheSameEveryTime() {
        var faults = AgentFaults.seeded(3).crashes(0.05).givesUp(0.05).repeats(0.1);
        var first = Rollouts.of(Line.provider())
                .agent(faults.on(() -> Agent.<Walk, Place>of(Line::towards)))
                .episodes(EPISODES)
                .seed(5)
                .parallel(8)
                .run();
        var report = faults.report();

        assertThat(first.count(Outcome.AGENT_FAILED))
                .isEqualTo(report.count(FaultKind.AGENT_CRASHED))
                .isPositive();
        assertThat(first.count(Outcome.AGENT_STOPPED))
                .isEqualTo(report.count(FaultKind.AGENT_GAVE_UP))
                .isPositive();
        assertThat(report.count(FaultKind.AGENT_REPEATED)).isPositive();
        assertThat(report.episodes()).hasSize(EPISODES);

        var same = AgentFaults.seeded(3).crashes(0.05).givesUp(0.05).repeats(0.1);
        var again = Rollouts.of(Line.provider())
                .agent(same.on(() -> Agent.<Walk, Place>of(Line::towards)))
                .episodes(EPISODES)
                .seed(5)
                .parallel(1)
                .run();
        assertThat(told(again)).isEqualTo(told(first));
        assertThat(same.report().episodes()).isEqualTo(report.episodes());
        assertThatIllegalArgumentException().isThrownBy(() -> faults.crashes(-0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> faults.slowSteps(0.1, Duration.ofMillis(-1)));
    }

    @Test
    void anAgentThatHangsIsCutOff() {
        var faults = AgentFaults.seeded(3).hangs(1);
        var played = Rollouts.of(Line.provider())
                .agent(faults.on(() -> Agent.<Walk, Place>of(Line::towards)))
                .episodeLimit(Duration.ofMillis(100))
                .play(ResetOptions.seed(1));

        assertThat(played.outcome()).isEqualTo(Outcome.TRUNCATED);
        assertThat(played.steps()).isEmpty();
        assertThat(faults.report().count(FaultKind.HANG)).isEqualTo(1);
    }
}
