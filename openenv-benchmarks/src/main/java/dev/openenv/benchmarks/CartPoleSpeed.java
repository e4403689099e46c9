package dev.openenv.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.openenv.ResetOptions;
import dev.openenv.environments.cartpole.CartPole;
import dev.openenv.environments.cartpole.Push;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * Steps of CartPole per second of CPU time of the whole process (compiler and collector included), as opened by its
 * provider, one thread, actions 0 1 0 1 ..., a reset after each end. {@code gymnasium_cartpole.py} does the same.
 *
 * <p>Prints the median of the rounds as the last word of the last line.
 */
public final class CartPoleSpeed {

    private static final int ROUNDS = 5;

    private CartPoleSpeed() {}

    /** Runs with the number of steps of a round as the only argument. */
    public static void main(String[] args) {
        var steps = Integer.parseInt(args[0]);
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        var actions = new Push[] {new Push(Push.LEFT), new Push(Push.RIGHT)};
        var rates = new double[ROUNDS];
        try (var env = CartPole.provider().open()) {
            for (var round = -2; round < ROUNDS; round++) {
                var start = system.getProcessCpuTime();
                var seed = 0L;
                var done = true;
                for (var i = 0; i < steps; i++) {
                    if (done) {
                        env.reset(ResetOptions.seed(seed++));
                    }
                    done = env.step(actions[i & 1]).done();
                }
                var rate = steps * 1e9 / (system.getProcessCpuTime() - start);
                System.out.printf(Locale.ROOT, "java round %d: %.0f steps per CPU second%n", round, rate);
                if (round >= 0) {
                    rates[round] = rate;
                }
            }
        }
        Arrays.sort(rates);
        System.out.printf(Locale.ROOT, "java median %.0f%n", rates[ROUNDS / 2]);
    }
}
