package dev.openenv.junit;

import java.util.Locale;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Whether a test passes as often as was demanded, see {@link Repeat}. Safe for many threads. */
final class RateVerdict {

    private final double rate;
    private final double error;
    private int passed;
    private int played;
    private int spoilt;

    RateVerdict(Repeat repeat) {
        if (!(repeat.passRate() > 0 && repeat.passRate() < 1)) {
            throw new ExtensionConfigurationException(
                    "@Repeat: passRate is above 0 and below 1 (leave it out when every episode has to pass), got "
                            + repeat.passRate());
        }
        if (!(repeat.confidence() >= 0.5 && repeat.confidence() < 1)) {
            throw new ExtensionConfigurationException(
                    "@Repeat: confidence is at least 0.5 and below 1, got " + repeat.confidence());
        }
        this.rate = repeat.passRate();
        this.error = 1 - repeat.confidence();
    }

    synchronized void add(boolean pass) {
        played++;
        if (pass) {
            passed++;
        }
    }

    /** An episode that says nothing of the agent. */
    synchronized void spoilt() {
        spoilt++;
    }

    /** Returns when the rate is proven, throws when it is disproven, aborts when neither. */
    synchronized void tell() {
        var seen = passed + " of " + played + " episodes passed, " + percent(rate) + " demanded"
                + (spoilt > 0 ? " (" + spoilt + " more were spoilt by the environment and do not count)" : "");
        if (played > 0 && atLeast(passed, played, rate) <= error) {
            return;
        }
        if (played > 0 && atLeast(played - passed, played, 1 - rate) <= error) {
            throw new AssertionFailedError(seen + ": if that were the rate, so few would pass with a probability of "
                    + percent(atLeast(played - passed, played, 1 - rate)));
        }
        throw new TestAbortedException("not enough episodes to say: " + seen + "; with " + needed()
                + " episodes that all pass it would be proven");
    }

    private long needed() {
        return (long) Math.ceil(Math.log(error) / Math.log(rate) - 1e-9);
    }

    /** The probability of {@code successes} or more in so many trials. */
    static double atLeast(int successes, int trials, double probability) {
        var sum = 0.0;
        var logChoose = 0.0; // of trials over k, from k = 0 on
        for (var k = 0; k <= trials; k++) {
            if (k > 0) {
                logChoose += Math.log((double) trials - k + 1) - Math.log(k);
            }
            if (k >= successes) {
                sum += Math.exp(logChoose + k * Math.log(probability) + (trials - k) * Math.log1p(-probability));
            }
        }
        return Math.min(1, sum);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
