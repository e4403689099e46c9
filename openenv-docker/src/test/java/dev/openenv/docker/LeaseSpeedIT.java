package dev.openenv.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.EnvironmentProvider;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pool is there for speed; how much faster it is where nothing else runs, a benchmark says. */
@Timeout(300)
class LeaseSpeedIT {

    private static final int TIMES = 9;

    @Test
    void aLeaseTakesLessThanHalfOfAStart() {
        var start = median(() -> {}, Probe.provider());
        try (var pool = Probe.provider().pool(2)) {
            var lease = median(() -> Await.until(() -> pool.counts().ready() == 2), pool);

            assertThat(lease).isLessThan(start / 2);
            assertThat(pool.counts().started()).isEqualTo(2);
        }
        Traces.assertNone();
    }

    private static long median(Runnable before, EnvironmentProvider<?, ?> provider) {
        return LongStream.generate(() -> {
                    before.run();
                    var begin = System.nanoTime();
                    try (var env = provider.open()) {
                        env.reset();
                        return System.nanoTime() - begin;
                    }
                })
                .limit(TIMES)
                .sorted()
                .skip(TIMES / 2)
                .findFirst()
                .orElseThrow();
    }
}
