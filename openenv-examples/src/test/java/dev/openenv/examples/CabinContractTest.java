package dev.openenv.examples;

import dev.openenv.Agent;
import dev.openenv.EnvironmentProvider;
import dev.openenv.junit.contract.EnvironmentContract;
import java.util.Optional;
import java.util.function.Supplier;

class CabinContractTest extends EnvironmentContract<Cabin.Stoke, Cabin.Night> {

    @Override
    protected EnvironmentProvider<Cabin.Stoke, Cabin.Night> provider() {
        return Cabin.provider();
    }

    @Override
    protected Supplier<Agent<Cabin.Stoke, Cabin.Night>> player() {
        return () -> Agent.of(new CabinKeeper());
    }

    @Override
    protected boolean hasChance() {
        return true;
    }

    @Override
    protected Optional<Cabin.Stoke> impossibleAction() {
        return Optional.of(new Cabin.Stoke(5));
    }
}
