package dev.openenv.script;

import dev.openenv.Action;
import dev.openenv.Observation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A script that depends on what is seen: named states, and for each of them what is done when the observation is of a kind,
 * and which state comes then. The first transition whose condition holds is taken; when none holds, a
 * {@link ScriptException} names state and observation.
 *
 * <p>Immutable; conditions and actions must not depend on anything but the observation.
 *
 * <pre>{@code
 * var walker = StateMachine.<Walk, Place>startingIn("far")
 *         .on("far", place -> place.goal() - place.at() >= 3, new Walk(3), "far")
 *         .on("far", place -> true, new Walk(1), "near")
 *         .on("near", place -> true, new Walk(1), "near")
 *         .build();
 * Rollouts.of(line).agent(walker::agent).episodes(10).run();
 * }</pre>
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public final class StateMachine<A extends Action, O extends Observation> {

    private record Transition<A, O>(Predicate<? super O> when, Function<? super O, ? extends A> act, String next) {}

    private final String start;
    private final Map<String, List<Transition<A, O>>> states;
    private final Set<String> ends;

    private StateMachine(String start, Map<String, List<Transition<A, O>>> states, Set<String> ends) {
        this.start = start;
        this.states = states;
        this.ends = ends;
    }

    /**
     * A machine without transitions yet.
     *
     * @param state the state at the start of an episode
     * @param <A> the actions
     * @param <O> the observations
     * @return a builder
     */
    public static <A extends Action, O extends Observation> Builder<A, O> startingIn(String state) {
        return new Builder<>(state);
    }

    /**
     * The states.
     *
     * @return their names, in the order of their first transition, final states last
     */
    public List<String> states() {
        var all = new ArrayList<>(states.keySet());
        all.addAll(ends);
        return List.copyOf(all);
    }

    /**
     * An agent that follows the machine. It is at its end in a final state; a machine without final states ends with the
     * episode.
     *
     * @return an agent for any number of episodes, each from the start
     */
    public ScriptedAgent<A, O> agent() {
        return agent(ScriptEnd.TOGETHER);
    }

    /**
     * An agent that follows the machine.
     *
     * @param end who may end first: the machine by coming to a final state, or the episode in another state
     * @return an agent for any number of episodes, each from the start
     */
    public ScriptedAgent<A, O> agent(ScriptEnd end) {
        return new ScriptedAgent<>(Walk::new, end);
    }

    private final class Walk implements Cue<A, O> {

        private String state = start;

        @Override
        public @Nullable A next(int step, O observation) {
            if (ends.contains(state)) {
                return null;
            }
            for (var transition : states.getOrDefault(state, List.of())) {
                if (transition.when.test(observation)) {
                    state = transition.next;
                    return transition.act.apply(observation);
                }
            }
            throw new ScriptException(
                    "state '" + state + "' has no transition for " + Shown.of(observation) + ", after "
                            + ScriptedAgent.counted(step) + "; add one with on(\"" + state + "\", ...)",
                    step,
                    Shown.of(observation));
        }

        @Override
        public @Nullable String left(int step) {
            return ends.isEmpty() || ends.contains(state)
                    ? null
                    : "the machine in state '" + state + "', which is not final (final are " + quoted(ends) + ")";
        }
    }

    private static String quoted(Set<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }

    /**
     * Says the transitions, in the order in which they are tried. Confined to one thread.
     *
     * @param <A> the actions
     * @param <O> the observations
     */
    public static final class Builder<A extends Action, O extends Observation> {

        private final String start;
        private final Map<String, List<Transition<A, O>>> states = new LinkedHashMap<>();
        private final Set<String> ends = new LinkedHashSet<>();

        private Builder(String start) {
            this.start = Objects.requireNonNull(start, "state");
        }

        /**
         * Adds a transition.
         *
         * @param state in which state
         * @param when for which observations
         * @param action what is done then
         * @param next the state after that
         * @return this
         */
        public Builder<A, O> on(String state, Predicate<? super O> when, A action, String next) {
            Objects.requireNonNull(action, "action");
            return deciding(state, when, seen -> action, next);
        }

        /**
         * Adds a transition whose action depends on the observation.
         *
         * @param state in which state
         * @param when for which observations
         * @param action makes what is done then
         * @param next the state after that
         * @return this
         */
        public Builder<A, O> deciding(
                String state, Predicate<? super O> when, Function<? super O, ? extends A> action, String next) {
            Objects.requireNonNull(state, "state");
            var transition = new Transition<A, O>(
                    Objects.requireNonNull(when, "when"),
                    Objects.requireNonNull(action, "action"),
                    Objects.requireNonNull(next, "next"));
            states.computeIfAbsent(state, name -> new ArrayList<>()).add(transition);
            return this;
        }

        /**
         * Adds a final state, in which there is nothing left to do.
         *
         * @param state its name
         * @return this
         */
        public Builder<A, O> end(String state) {
            ends.add(Objects.requireNonNull(state, "state"));
            return this;
        }

        /**
         * The machine.
         *
         * @return the machine
         * @throws IllegalArgumentException naming every state that is used and not declared, cannot be reached, or is final
         *     and has transitions
         */
        public StateMachine<A, O> build() {
            var problems = new ArrayList<String>();
            var reached = reached();
            for (var state : reached) {
                if (!states.containsKey(state) && !ends.contains(state)) {
                    problems.add("state '" + state + "' is not declared: it has no transition and is no end");
                }
            }
            var declared = new LinkedHashSet<>(states.keySet());
            declared.addAll(ends);
            for (var state : declared) {
                if (!reached.contains(state)) {
                    problems.add("state '" + state + "' is never reached from '" + start + "'");
                }
                if (states.containsKey(state) && ends.contains(state)) {
                    problems.add("state '" + state + "' is final and has transitions");
                }
            }
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", problems));
            }
            var copy = new LinkedHashMap<String, List<Transition<A, O>>>();
            states.forEach((state, transitions) -> copy.put(state, List.copyOf(transitions)));
            return new StateMachine<>(start, copy, new LinkedHashSet<>(ends));
        }

        private Set<String> reached() {
            var reached = new LinkedHashSet<>(Set.of(start));
            var todo = new ArrayDeque<>(reached);
            while (!todo.isEmpty()) {
                for (var transition : states.getOrDefault(todo.remove(), List.of())) {
                    if (reached.add(transition.next)) {
                        todo.add(transition.next);
                    }
                }
            }
            return reached;
        }
    }
}
