package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Awaits facts. */
final class Eventually {

    private Eventually() {}

    static void eventually(BooleanSupplier fact, Duration limit) {
        var end = System.nanoTime() + limit.toNanos();
        while (!fact.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        assertThat(fact.getAsBoolean()).as("within %s", limit).isTrue();
    }
}
