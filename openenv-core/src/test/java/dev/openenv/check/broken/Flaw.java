package dev.openenv.check.broken;

import dev.openenv.Agent;
import dev.openenv.Environment;
import dev.openenv.Policy;
import dev.openenv.check.EnvironmentCheck;
import java.util.function.Supplier;

/**
 * An environment with one flaw, and the code by which it is to be found.
 *
 * @param name what is wrong
 * @param code the one error expected
 * @param check looks at it
 */
record Flaw(String name, String code, EnvironmentCheck<?, ?> check) {

    /** A well with a flaw, and an agent that solves it. */
    static Flaw of(String name, String code, Supplier<? extends Environment<Well.Lower, Well.Depth>> factory) {
        return new Flaw(name, code, EnvironmentCheck.of(Well.provider(factory)).withSolution(Flaw::solution));
    }

    static Agent<Well.Lower, Well.Depth> solution() {
        Policy<Well.Lower, Well.Depth> policy = Well.solution();
        return Agent.of(policy);
    }

    @Override
    public String toString() {
        return name + " -> " + code;
    }
}
