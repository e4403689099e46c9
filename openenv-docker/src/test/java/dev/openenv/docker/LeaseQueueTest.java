package dev.openenv.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LeaseQueueTest {

    private final LeaseQueue<String> queue = new LeaseQueue<>();

    private CompletableFuture<String> taking() {
        var taken = new CompletableFuture<String>();
        var waiting = queue.waiting();
        new Thread(() -> {
                    try {
                        taken.complete(queue.take(Deadline.in(Duration.ofSeconds(60)), false)
                                .orElseThrow());
                    } catch (InterruptedException | RuntimeException e) {
                        taken.completeExceptionally(e);
                    }
                })
                .start();
        Await.until(() -> queue.waiting() == waiting + 1);
        return taken;
    }

    @Test
    void whatNobodyWaitsForIsKeptInOrder() throws InterruptedException {
        queue.offer("b", false);
        queue.offer("a", true);

        assertThat(queue.idle()).containsExactly("a", "b");
        assertThat(queue.take(Deadline.in(Duration.ZERO), false)).hasValue("a");
        assertThat(queue.remove("b")).isTrue();
        assertThat(queue.remove("b")).isFalse();
    }

    @Test
    void nothingInTimeIsEmptyAndLeavesNoTaker() throws InterruptedException {
        assertThat(queue.take(Deadline.in(Duration.ofMillis(5)), false)).isEmpty();
        queue.offer("a", false);

        assertThat(queue.idle()).containsExactly("a");
    }

    @Test
    void aFailureIsToldToEverybodyWhoWaitsAndToNobodyElse() throws InterruptedException {
        var first = taking();
        var second = taking();
        queue.fail(new IllegalStateException("no engine"));

        assertThatThrownBy(first::join).hasMessageContaining("no engine");
        assertThatThrownBy(second::join).hasMessageContaining("no engine");
        queue.offer("a", false);
        assertThat(queue.take(Deadline.in(Duration.ZERO), false)).hasValue("a");
    }

    @Test
    void afterTheEndNobodyIsServed() {
        var waiting = taking();
        queue.close(new IllegalStateException("closed"));

        assertThatThrownBy(waiting::join).hasMessageContaining("closed");
        assertThatThrownBy(() -> queue.take(Deadline.in(Duration.ZERO), false)).hasMessage("closed");
    }

    @Test
    void whatAnInterruptedTakerWasGivenIsNotLost() throws InterruptedException {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> queue.take(Deadline.in(Duration.ofSeconds(1)), false))
                .isInstanceOf(InterruptedException.class);
        assertThat(queue.waiting()).isZero();
        queue.offer("a", false);
        assertThat(queue.idle()).containsExactly("a");
    }
}
