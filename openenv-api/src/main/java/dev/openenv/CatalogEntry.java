package dev.openenv;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * One environment of an {@link EnvironmentCatalog}: its provider and the agents that come with it, the first of which is
 * its solution where it has one.
 *
 * <p>Immutable.
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public final class CatalogEntry<A extends Action, O extends Observation> {

    private final EnvironmentProvider<A, O> provider;
    private final Map<String, Supplier<? extends Agent<A, O>>> agents;

    private CatalogEntry(EnvironmentProvider<A, O> provider, Map<String, Supplier<? extends Agent<A, O>>> agents) {
        this.provider = Objects.requireNonNull(provider, "provider");
        this.agents = Collections.unmodifiableMap(agents);
    }

    /**
     * An entry without agents.
     *
     * @param provider opens the environment
     * @param <A> the actions
     * @param <O> the observations
     * @return the entry
     */
    public static <A extends Action, O extends Observation> CatalogEntry<A, O> of(EnvironmentProvider<A, O> provider) {
        return new CatalogEntry<>(provider, Map.of());
    }

    /**
     * The same entry with one more agent.
     *
     * @param name how to ask for the agent
     * @param agent makes one agent for one episode
     * @return a copy
     * @throws IllegalArgumentException when the name is taken
     */
    public CatalogEntry<A, O> withAgent(String name, Supplier<? extends Agent<A, O>> agent) {
        if (agents.containsKey(name)) {
            throw new IllegalArgumentException("agent '" + name + "' is there already");
        }
        var more = new LinkedHashMap<>(agents);
        more.put(name, agent);
        return new CatalogEntry<>(provider, more);
    }

    /**
     * The same entry with one more agent that is a policy.
     *
     * @param name how to ask for the policy
     * @param policy makes one policy for one episode
     * @return a copy
     * @throws IllegalArgumentException when the name is taken
     */
    public CatalogEntry<A, O> withPolicy(String name, Supplier<? extends Policy<A, O>> policy) {
        return withAgent(name, () -> Agent.of(policy.get()));
    }

    /**
     * The same agents in another home of the environment, such as a container.
     *
     * @param other opens it there
     * @return a copy
     */
    public CatalogEntry<A, O> withProvider(EnvironmentProvider<A, O> other) {
        return new CatalogEntry<>(other, agents);
    }

    /**
     * The environment's name.
     *
     * @return the name in the spec
     */
    public String name() {
        return provider.spec().name();
    }

    /**
     * Opens the environment.
     *
     * @return the provider
     */
    public EnvironmentProvider<A, O> provider() {
        return provider;
    }

    /**
     * The agents that come with the environment, by name.
     *
     * @return the agents in the order they were added
     */
    public Map<String, Supplier<? extends Agent<A, O>>> agents() {
        return agents;
    }

    @Override
    public String toString() {
        return "CatalogEntry[" + name() + ", agents=" + agents.keySet() + "]";
    }
}
