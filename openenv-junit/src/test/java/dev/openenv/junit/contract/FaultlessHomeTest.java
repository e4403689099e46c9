package dev.openenv.junit.contract;

import dev.openenv.Agent;
import dev.openenv.EnvironmentProvider;
import dev.openenv.environments.guessnumber.Bisector;
import dev.openenv.environments.guessnumber.NumberFeedback;
import dev.openenv.environments.guessnumber.NumberGame;
import dev.openenv.environments.guessnumber.NumberGuess;
import dev.openenv.fault.FaultClock;
import dev.openenv.fault.Faults;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Where faults do no harm the environment is what it was. */
class FaultlessHomeTest extends ProviderContract<NumberGuess, NumberFeedback> {

    @Override
    protected EnvironmentProvider<NumberGuess, NumberFeedback> provider() {
        return Faults.seeded(1)
                .timedBy(FaultClock.simulated(Instant.EPOCH))
                .slowSteps(1, Duration.ofDays(1))
                .droppedAfter(0)
                .on(NumberGame.provider());
    }

    @Override
    protected Supplier<Agent<NumberGuess, NumberFeedback>> player() {
        return () -> Agent.of(new Bisector());
    }
}
