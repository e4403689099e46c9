package dev.openenv.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.Blame;
import dev.openenv.CapacityException;
import dev.openenv.DeadlineExceededException;
import dev.openenv.Effect;
import dev.openenv.Environment;
import dev.openenv.InvalidActionException;
import dev.openenv.OpenEnvException;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.Retry;
import dev.openenv.SpecException;
import dev.openenv.provider.ForwardingProvider;
import dev.openenv.provider.LenientOpening;
import dev.openenv.remote.RemoteException;
import dev.openenv.testworlds.Line;
import dev.openenv.testworlds.Line.Place;
import dev.openenv.testworlds.Line.Walk;
import dev.openenv.wrap.AbandonedThreads;
import dev.openenv.wrap.CallDeadline;
import dev.openenv.wrap.TimeLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultsTest {

    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final Walk BACK = new Walk(-1);
    private static final ResetOptions EPISODE = ResetOptions.seed(7).withEpisodeId("seven");

    private static Environment<Walk, Place> opened(FaultyProvider<Walk, Place> provider) {
        var env = provider.open();
        env.reset(EPISODE);
        return env;
    }

    private static void assertLost(Environment<Walk, Place> env, String code) {
        assertThatThrownBy(() -> env.step(BACK)).isInstanceOfSatisfying(RemoteException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.blame()).isEqualTo(Blame.INFRASTRUCTURE);
            assertThat(e.effect()).isEqualTo(Effect.MAYBE);
            assertThat(e.retry()).isEqualTo(Retry.NEW_EPISODE);
            assertThat(e.uri()).hasToString("fault:line");
            assertThat(e).hasMessageContaining("during step; open another environment");
        });
        assertThatThrownBy(env::reset).isInstanceOfSatisfying(RemoteException.class, e -> {
            assertThat(e.code()).isEqualTo("session_lost");
            assertThat(e.effect()).isEqualTo(Effect.NOT_APPLIED);
        });
        assertThatThrownBy(env::state).isInstanceOf(RemoteException.class);
    }

    @Test
    void aConnectionBreaksBeforeOrAfterTheStepWasTakenAndNobodyCanTell() {
        for (var after : new boolean[] {false, true}) {
            var kind = after ? FaultKind.DROPPED_AFTER : FaultKind.DROPPED_BEFORE;
            var provider = Faults.seeded(1).at(1, kind).on(Line.provider());
            try (var env = opened(provider)) {
                env.step(BACK);
                assertLost(env, "connection_lost");
            }
            assertThat(provider.faultsOf("seven")).containsExactly(new MetFault(kind, 0, 1, ""));
            assertThat(provider.report())
                    .hasToString("faults of seed 1 in 1 episodes:\n" + "  seven (seed 7): try 0, step 1: dropped "
                            + (after ? "after" : "before"));
        }
    }

    @Test
    void theWorldHasTakenTheStepOnlyWhenTheConnectionBrokeAfterIt() {
        for (var kind : new FaultKind[] {FaultKind.DROPPED_BEFORE, FaultKind.DROPPED_AFTER, FaultKind.GARBLED_REPLY}) {
            var world = new AtomicReference<Line>();
            var lines = Line.provider(() -> {
                world.set(new Line());
                return world.get();
            });
            try (var env = opened(Faults.seeded(1).at(0, kind).on(lines))) {
                assertThatThrownBy(() -> env.step(new Walk(-2))).isInstanceOf(RemoteException.class);
                assertThat(world.get().text()).startsWith(kind == FaultKind.DROPPED_BEFORE ? "at 0," : "at -2,");
            }
            assertThat(world.get().closed()).isTrue();
        }
    }

    @Test
    void aGarbledReplyIsOneThatCannotBeRead() {
        var provider = Faults.seeded(1).at(0, FaultKind.GARBLED_REPLY).on(Line.provider());
        try (var env = opened(provider)) {
            assertLost(env, "bad_reply");
        }
        assertThat(provider.report().count(FaultKind.GARBLED_REPLY)).isEqualTo(1);
    }

    @Test
    void theReplyToARefusedActionIsLostToo() {
        try (var env = opened(Faults.seeded(1).at(0, FaultKind.DROPPED_AFTER).on(Line.provider()))) {
            assertThatThrownBy(() -> env.step(new Walk(0))).isInstanceOf(RemoteException.class);
        }
        try (var env = opened(Faults.seeded(1).at(1, FaultKind.DROPPED_AFTER).on(Line.provider()))) {
            assertThatThrownBy(() -> env.step(new Walk(0))).isInstanceOf(InvalidActionException.class);
            assertLost(env, "connection_lost");
        }
    }

    @Test
    void aContainerOutOfMemoryIsGoneAndSaysSo() {
        try (var env = opened(Faults.seeded(1).at(0, FaultKind.OUT_OF_MEMORY).on(Line.provider()))) {
            assertThatThrownBy(() -> env.step(BACK)).isInstanceOfSatisfying(OpenEnvException.class, e -> {
                assertThat(e.code()).isEqualTo("out_of_memory");
                assertThat(e.blame()).isEqualTo(Blame.INFRASTRUCTURE);
                assertThat(e.effect()).isEqualTo(Effect.MAYBE);
                assertThat(e.retry()).isEqualTo(Retry.NEW_EPISODE);
            });
            assertThatThrownBy(env::reset).isInstanceOfSatisfying(OpenEnvException.class, e -> assertThat(e.effect())
                    .isEqualTo(Effect.NOT_APPLIED));
        }
    }

    @Test
    void aRefusedOpeningMayBeTriedAgain() {
        var provider = Faults.seeded(1).at(-1, FaultKind.OPEN_REFUSED).on(Line.provider());
        try (var env = provider.open()) {
            assertThatThrownBy(() -> env.reset(EPISODE))
                    .isInstanceOfSatisfying(
                            CapacityException.class, e -> assertThat(e.retry()).isEqualTo(Retry.SAME_CALL));
            assertThat(env.reset(EPISODE).done()).isFalse();
            assertThat(env.step(BACK).done()).isFalse();
        }
        assertThat(provider.report().episodes().get(0).attempts()).isEqualTo(2);
        assertThat(provider.faultsOf("seven")).containsExactly(new MetFault(FaultKind.OPEN_REFUSED, 0, -1, ""));
    }

    @Test
    void slowStepsTakeTheTimeOfTheClock() {
        var clock = FaultClock.simulated(NOON);
        var slow = Faults.seeded(1)
                .timedBy(clock)
                .slowSteps(1, Duration.ofMinutes(10))
                .on(Line.provider());
        var limited =
                ForwardingProvider.wrapping(slow, env -> TimeLimit.of(env, Duration.ofMinutes(25), clock::nanoTime));
        try (var env = limited.open()) {
            env.reset(EPISODE);
            assertThat(env.step(BACK).truncated()).isFalse();
            assertThat(env.step(BACK).truncated()).isFalse();
            assertThat(env.step(BACK).truncated()).isTrue();
        }
        assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofMinutes(30)));
        assertThat(slow.faultsOf("seven")).hasSize(3).allMatch(fault -> fault.detail()
                .equals("600000 ms"));
    }

    @Test
    void theMachinesClockReallyWaits() {
        var provider = Faults.seeded(1).slowSteps(1, Duration.ofMillis(30)).on(Line.provider());
        try (var env = opened(provider)) {
            var start = System.nanoTime();
            env.step(BACK);
            assertThat(System.nanoTime() - start)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(30).toNanos());
        }
    }

    @Test
    void clocksJumpAheadAndBack() {
        var clock = FaultClock.simulated(NOON);
        var ahead = Faults.seeded(1)
                .timedBy(clock)
                .clockJumps(1, Duration.ofHours(2))
                .on(Line.provider());
        try (var env = opened(ahead)) {
            env.step(BACK);
        }
        assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofHours(2)));
        assertThat(clock.nanoTime()).isEqualTo(Duration.ofHours(2).toNanos());

        var back = Faults.seeded(1)
                .timedBy(clock)
                .clockJumps(1, Duration.ofHours(-3))
                .on(Line.provider());
        try (var env = opened(back)) {
            env.step(BACK);
        }
        assertThat(clock.instant()).isEqualTo(NOON.minus(Duration.ofHours(1)));
        assertThat(clock.nanoTime()).isEqualTo(Duration.ofHours(2).toNanos());
    }

    @Test
    void aHangEndsByAnInterrupt() throws InterruptedException {
        var provider = Faults.seeded(1).at(0, FaultKind.HANG).on(Line.provider());
        var thrown = new AtomicReference<Throwable>();
        var interrupted = new AtomicReference<Boolean>();
        var env = opened(provider);
        var thread = new Thread(() -> {
            try {
                env.step(BACK);
            } catch (OpenEnvException e) {
                thrown.set(e);
            }
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        thread.interrupt();
        thread.join();
        env.close();

        assertThat(thrown.get()).isInstanceOfSatisfying(OpenEnvException.class, e -> {
            assertThat(e.code()).isEqualTo("interrupted");
            assertThat(e.retry()).isEqualTo(Retry.NEW_EPISODE);
        });
        assertThat(interrupted.get()).isTrue();
    }

    @Test
    void aDeadlineFreesWhoeverCallsAWorldThatHangs() {
        var abandoned = new AbandonedThreads(4);
        var provider = ForwardingProvider.wrapping(
                Faults.seeded(1).at(0, FaultKind.HANG).on(Line.provider()),
                env -> CallDeadline.of(env, Duration.ofSeconds(1), abandoned));
        try (var env = provider.open()) {
            env.reset(EPISODE);
            assertThatThrownBy(() -> env.step(BACK)).isInstanceOf(DeadlineExceededException.class);
        }
        assertThat(abandoned.count()).isZero();
    }

    @Test
    void capabilitiesSpecAndTasksSurvive() {
        var lines = Line.provider();
        var faulty = Faults.seeded(1).droppedAfter(0.5).on(lines);

        assertThat(faulty.spec()).isSameAs(lines.spec());
        assertThat(faulty.actionCodec()).isSameAs(lines.actionCodec());
        try (var env = opened(faulty)) {
            assertThat(env.find(Rendering.class)).isPresent();
            assertThat(env.find(Line.class)).isPresent();
            assertThat(env.find(String.class)).isEmpty();
        }
    }

    @Test
    @SuppressWarnings("unchecked") // the world is that of the test
    void aWorldThatOpensLenientlyDoesSoWithFaults() {
        var shaky = Faults.seeded(1).at(0, FaultKind.DROPPED_BEFORE).on(Line.provider());

        assertThat(shaky).isInstanceOf(LenientOpening.class);
        try (var env = ((LenientOpening<Walk, Place>) shaky).openLenient(Duration.ZERO)) {
            env.reset(EPISODE);
            assertLost(env, "connection_lost");
        }
        assertThat(shaky.faultsOf("seven")).hasSize(1);
        assertThat(Faults.seeded(1).on(new ForwardingProvider<>(Line.provider()) {}))
                .isNotInstanceOf(LenientOpening.class);
    }

    @Test
    void mistakesAreRefused() {
        var faults = Faults.seeded(1);
        assertThatIllegalArgumentException().isThrownBy(() -> faults.droppedAfter(1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> faults.hangs(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> faults.slowSteps(1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> faults.clockJumps(1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> faults.at(-1, FaultKind.HANG));
        assertThatIllegalArgumentException().isThrownBy(() -> faults.at(0, FaultKind.OPEN_REFUSED));
        assertThatIllegalArgumentException().isThrownBy(() -> faults.at(0, FaultKind.AGENT_CRASHED));
        assertThatIllegalArgumentException().isThrownBy(() -> faults.failingTool("search", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> faults.fromTry(-1));
        assertThatThrownBy(() -> faults.failingTool("search", 1).on(Line.provider()))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("tools cannot fail in line");
        assertThat(faults).hasToString("Faults[seed 1, chances {}, placed 0, failing tools []]");
    }
}
