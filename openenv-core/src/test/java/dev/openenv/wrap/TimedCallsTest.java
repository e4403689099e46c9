package dev.openenv.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.CapacityException;
import dev.openenv.DeadlineExceededException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TimedCallsTest {

    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration LATER = Duration.ofSeconds(20);

    private final AbandonedThreads abandoned = new AbandonedThreads(1);

    @Test
    void callsShareAThreadAndWhatTheyThrowPasses() {
        try (var calls = new TimedCalls(abandoned)) {
            var first = calls.call("first", LATER, Thread::currentThread);
            assertThat(calls.call("second", LATER, Thread::currentThread)).isSameAs(first);
            assertThatThrownBy(() -> calls.call("third", LATER, () -> {
                        throw new IllegalStateException("mine");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("mine");
        }
    }

    @Test
    void closingEndsTheThread() throws Exception {
        var thread = new AtomicReference<Thread>();
        try (var calls = new TimedCalls(abandoned)) {
            thread.set(calls.call("who", LATER, Thread::currentThread));
        }
        thread.get().join();
        new TimedCalls(abandoned).close();
    }

    @Test
    void aCallThatNeverReturnsKeepsItsThreadAndNobodyElses() {
        var release = new AtomicBoolean();
        try (var calls = new TimedCalls(abandoned)) {
            var stuck = new AtomicReference<Thread>();
            assertThatThrownBy(() -> calls.call("spin", SOON, () -> {
                        stuck.set(Thread.currentThread());
                        while (!release.get()) {
                            LockSupport.parkNanos(1_000_000);
                            Thread.interrupted();
                        }
                        return true;
                    }))
                    .isInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("spin");
            assertThatThrownBy(() -> calls.call("next", LATER, () -> 1)).isInstanceOf(CapacityException.class);
            release.set(true);
            while (abandoned.exhausted()) {
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(calls.call("next", LATER, Thread::currentThread)).isNotSameAs(stuck.get());
        } finally {
            release.set(true);
        }
    }

    @Test
    void aCallThatHeedsItsInterruptLeavesTheThreadForTheNext() {
        try (var calls = new TimedCalls(abandoned)) {
            var first = calls.call("first", LATER, Thread::currentThread);
            assertThatThrownBy(() -> calls.call("wait", SOON, () -> {
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            return false;
                        }
                        return true;
                    }))
                    .isInstanceOf(DeadlineExceededException.class);
            assertThat(calls.call("next", LATER, Thread::currentThread)).isSameAs(first);
            assertThat(abandoned.total()).isZero();
        }
    }
}
