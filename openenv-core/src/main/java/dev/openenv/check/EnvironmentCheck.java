package dev.openenv.check;

import dev.openenv.Action;
import dev.openenv.Agent;
import dev.openenv.CatalogEntry;
import dev.openenv.EnvironmentProvider;
import dev.openenv.EpisodeRandom;
import dev.openenv.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Looks for what is wrong with an environment, in any home: plays seeded episodes of random actions and of a solution, plays
 * them again in other ways and compares.
 *
 * <p>Whatever the environment does, a check ends: calls and checks have limits, and what one check meets does not spoil the
 * next. Episodes are the same at every run. Limits of the method: it plays some episodes, not all; an order that changes only
 * from one start of the JVM to the next (that of {@code Map.of}) and a clock that did not move on are not seen in one run.
 *
 * <p>Immutable and safe for many threads; {@code with...} gives a copy.
 *
 * <pre>{@code
 * var report = EnvironmentCheck.of(provider).withSolution(Solver::new).run();
 * assertThat(report.errors()).isEmpty();
 * }</pre>
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public final class EnvironmentCheck<A extends Action, O extends Observation> {

    private final EnvironmentProvider<A, O> provider;
    private final Settings<A, O> settings;

    private EnvironmentCheck(EnvironmentProvider<A, O> provider, Settings<A, O> settings) {
        this.provider = Objects.requireNonNull(provider, "provider");
        this.settings = settings;
    }

    /**
     * Checks what a provider opens: three seeds, 200 steps an episode at most, 10 seconds a call, a minute a check.
     *
     * @param provider opens the environment
     * @param <A> the actions
     * @param <O> the observations
     * @return the check, which has not begun
     */
    public static <A extends Action, O extends Observation> EnvironmentCheck<A, O> of(
            EnvironmentProvider<A, O> provider) {
        return new EnvironmentCheck<>(provider, new Settings<>());
    }

    /**
     * Checks an entry of a catalogue, with its first agent as the solution.
     *
     * @param entry the environment and its agents
     * @param <A> the actions
     * @param <O> the observations
     * @return the check, which has not begun
     */
    public static <A extends Action, O extends Observation> EnvironmentCheck<A, O> of(CatalogEntry<A, O> entry) {
        var check = of(entry.provider());
        return entry.agents().isEmpty()
                ? check
                : check.withSolution(entry.agents().values().iterator().next());
    }

    /**
     * The same check with other seeds.
     *
     * @param seeds at least one; two or more to compare episodes
     * @return a copy
     */
    public EnvironmentCheck<A, O> withSeeds(long... seeds) {
        if (seeds.length == 0) {
            throw new IllegalArgumentException("at least one seed is needed");
        }
        return with(copy -> copy.seeds = LongStream.of(seeds).boxed().toList());
    }

    /**
     * The same check with shorter or longer episodes.
     *
     * @param steps of random actions in one episode at most, at least 1
     * @return a copy
     */
    public EnvironmentCheck<A, O> withSteps(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be at least 1, got " + steps);
        }
        return with(copy -> copy.steps = steps);
    }

    /**
     * The same check with another limit for each reset, step, state and close.
     *
     * @param limit above zero
     * @return a copy
     */
    public EnvironmentCheck<A, O> withCallLimit(Duration limit) {
        positive(limit);
        return with(copy -> copy.callLimit = limit);
    }

    /**
     * The same check with another limit for each single check.
     *
     * @param limit above zero
     * @return a copy
     */
    public EnvironmentCheck<A, O> withCheckLimit(Duration limit) {
        positive(limit);
        return with(copy -> copy.checkLimit = limit);
    }

    /**
     * The same check with a text that must never be seen: an API key, a password. It is not printed in findings.
     *
     * @param secret not blank
     * @return a copy
     */
    public EnvironmentCheck<A, O> withSecret(String secret) {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("a secret must not be blank");
        }
        return with(copy -> {
            var secrets = new ArrayList<>(copy.secrets);
            secrets.add(secret);
            copy.secrets = List.copyOf(secrets);
        });
    }

    /**
     * The same check with the claim that another seed gives another episode.
     *
     * @return a copy
     */
    public EnvironmentCheck<A, O> withChance() {
        return with(copy -> copy.chance = true);
    }

    /**
     * The same check with an agent that solves the tasks. Its actions are checked like random ones.
     *
     * @param solution makes one agent for one episode
     * @return a copy
     */
    public EnvironmentCheck<A, O> withSolution(Supplier<? extends Agent<A, O>> solution) {
        Objects.requireNonNull(solution, "solution");
        return with(copy -> copy.solution = solution);
    }

    /**
     * The same check with a source of actions, for worlds whose rules no schema can tell. Without one, actions are drawn from
     * the world's tools, from {@code legal_actions} where the observation offers them, or from the schema of the action.
     *
     * @param source gives an action that the rules allow after this observation, drawn from this generator only
     * @return a copy
     */
    public EnvironmentCheck<A, O> withActions(BiFunction<? super O, ? super EpisodeRandom, ? extends A> source) {
        Objects.requireNonNull(source, "source");
        return with(copy -> copy.actions = source);
    }

    private EnvironmentCheck<A, O> with(Consumer<Settings<A, O>> change) {
        var copy = new Settings<>(settings);
        change.accept(copy);
        return new EnvironmentCheck<>(provider, copy);
    }

    private static void positive(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("a limit must be above zero, got " + limit);
        }
    }

    /**
     * The single checks, to be run one by one. They share the episodes that the first of them plays.
     *
     * @return the checks in the order in which {@link #run} runs them
     */
    public List<SingleCheck> checks() {
        return Checks.of(new Subject<>(provider, settings));
    }

    /**
     * Runs every check and measures.
     *
     * @return what was found
     * @throws dev.openenv.OpenEnvException when the calling thread was interrupted
     */
    public CheckReport run() {
        var subject = new Subject<>(provider, settings);
        var results = new LinkedHashMap<SingleCheck, CheckResult>();
        for (var check : Checks.of(subject)) {
            results.put(check, check.run());
        }
        var measured = new AtomicReference<Optional<Measurements>>(Optional.empty());
        Guard.run(subject, "speed", () -> {
            measured.set(Speed.measure(subject));
            return CheckResult.of(List.of());
        });
        return new CheckReport(
                provider.spec().name(),
                results,
                Objects.requireNonNull(measured.get()).orElse(null));
    }
}
