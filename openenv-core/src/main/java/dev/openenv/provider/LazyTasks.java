package dev.openenv.provider;

import dev.openenv.TaskSet;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tasks that are made when first asked for, once. Safe for many threads. */
final class LazyTasks implements Supplier<TaskSet> {

    private final Supplier<TaskSet> source;
    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable TaskSet made;

    LazyTasks(Supplier<TaskSet> source) {
        this.source = Objects.requireNonNull(source, "source");
    }

    @Override
    public TaskSet get() {
        var tasks = made;
        if (tasks != null) {
            return tasks;
        }
        making.lock();
        try {
            tasks = made;
            if (tasks == null) {
                tasks = Objects.requireNonNull(source.get(), "the supplier of tasks returned null");
                made = tasks;
            }
            return tasks;
        } finally {
            making.unlock();
        }
    }
}
