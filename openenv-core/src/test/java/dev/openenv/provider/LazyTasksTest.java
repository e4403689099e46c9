package dev.openenv.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.TaskSet;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LazyTasksTest {

    private final AtomicInteger made = new AtomicInteger();
    private final LazyTasks tasks = new LazyTasks(() -> {
        made.incrementAndGet();
        return TaskSet.seeds("word", 0, 3);
    });

    @Test
    void nothingIsMadeBeforeSomebodyAsks() {
        assertThat(made).hasValue(0);
        assertThat(tasks.get()).isSameAs(tasks.get());
        assertThat(made).hasValue(1);
    }

    @Test
    void manyWhoAskAtOnceGetTheSame() throws Exception {
        var threads = 8;
        var together = new CountDownLatch(threads);
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var calls = new ArrayList<Callable<TaskSet>>();
            for (var i = 0; i < threads; i++) {
                calls.add(() -> {
                    together.countDown();
                    assertThat(together.await(30, TimeUnit.SECONDS)).isTrue();
                    return tasks.get();
                });
            }
            for (var answer : pool.invokeAll(calls)) {
                assertThat(answer.get()).isSameAs(tasks.get());
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void aFailureIsNotKept() {
        var failing = new LazyTasks(() -> {
            if (made.incrementAndGet() == 1) {
                throw new IllegalStateException("no tasks yet");
            }
            return TaskSet.empty();
        });
        assertThatThrownBy(failing::get).hasMessage("no tasks yet");
        assertThat(failing.get()).isSameAs(TaskSet.empty());
    }
}
