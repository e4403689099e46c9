package dev.openenv.provider;

import dev.openenv.Action;
import dev.openenv.CapacityException;
import dev.openenv.Environment;
import dev.openenv.EnvironmentFailedException;
import dev.openenv.EnvironmentProvider;
import dev.openenv.EnvironmentSpec;
import dev.openenv.Observation;
import dev.openenv.OpenEnvException;
import dev.openenv.SuccessCriterion;
import dev.openenv.TaskSet;
import dev.openenv.codec.Codecs;
import dev.openenv.json.Codec;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import dev.openenv.wrap.AbandonedThreads;
import dev.openenv.wrap.CallDeadline;
import dev.openenv.wrap.CheckedActions;
import dev.openenv.wrap.CheckedRewards;
import dev.openenv.wrap.OrderEnforced;
import dev.openenv.wrap.OrderLenient;
import dev.openenv.wrap.StepLimit;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Opens environments in this JVM, each from a factory.
 *
 * <p>The spec's schemas are made from the action and observation types; a type that cannot be described exactly is refused
 * here, naming class and path. What {@link #open} gives refuses calls out of order and actions that break their own
 * description, and is cut off at the declared number of steps.
 *
 * <p>Immutable and safe for many threads; {@code with...} gives a copy that shares its places and its count of abandoned
 * threads with nobody.
 *
 * <pre>{@code
 * var words = InProcessProvider.of(WordGame.class, WordGame::new)
 *         .withDescription("Guess a word of five letters in six turns.")
 *         .withSolved(SuccessCriterion.terminatedWith(1.0))
 *         .withTasks(TaskSet.seeds("word", 0, 100));
 * }</pre>
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public final class InProcessProvider<A extends Action, O extends Observation>
        implements EnvironmentProvider<A, O>, LenientOpening<A, O> {

    /** How many threads one provider leaves behind in worlds that never return before it opens no more. */
    private static final int MOST_ABANDONED_THREADS = 64;

    private final EnvironmentSpec spec;
    private final Codec<A> actionCodec;
    private final Codec<O> observationCodec;
    private final Supplier<? extends Environment<A, O>> factory;
    private final Optional<Consumer<A>> check;
    private final Supplier<TaskSet> tasks;
    private final @Nullable Duration callDeadline;
    private final int capacity;
    private final Places places;
    private final AbandonedThreads abandoned = new AbandonedThreads(MOST_ABANDONED_THREADS);

    private InProcessProvider(
            EnvironmentSpec spec,
            Codec<A> actionCodec,
            Codec<O> observationCodec,
            Supplier<? extends Environment<A, O>> factory,
            Supplier<TaskSet> tasks,
            @Nullable Duration callDeadline,
            int capacity) {
        this.spec = spec;
        this.actionCodec = actionCodec;
        this.observationCodec = observationCodec;
        this.factory = Objects.requireNonNull(factory, "factory");
        this.check = Codecs.checker(actionCodec);
        this.tasks = Objects.requireNonNull(tasks, "tasks");
        this.callDeadline = callDeadline;
        this.capacity = capacity;
        this.places = new Places(capacity);
    }

    /**
     * Opens environments of a class that says its action and observation types.
     *
     * @param type the environment's class; its name in kebab-case becomes the environment's name
     * @param factory makes a new environment for each call
     * @param <A> the actions
     * @param <O> the observations
     * @param <E> the environment
     * @return the provider
     * @throws dev.openenv.SpecException when a type cannot be described, or the class leaves its types open
     */
    public static <A extends Action, O extends Observation, E extends Environment<A, O>> InProcessProvider<A, O> of(
            Class<E> type, Supplier<? extends E> factory) {
        Class<A> action = EnvironmentTypes.argument(type, 0);
        Class<O> observation = EnvironmentTypes.argument(type, 1);
        return of(action, observation, factory).withName(EnvironmentTypes.kebabCase(type.getSimpleName()));
    }

    /**
     * Opens environments whose class does not say the types: generic ones and lambdas.
     *
     * @param action the action type
     * @param observation the observation type
     * @param factory makes a new environment for each call
     * @param <A> the actions
     * @param <O> the observations
     * @return the provider, named {@code environment} until {@link #withName} is called
     * @throws dev.openenv.SpecException when a type cannot be described
     */
    public static <A extends Action, O extends Observation> InProcessProvider<A, O> of(
            Class<A> action, Class<O> observation, Supplier<? extends Environment<A, O>> factory) {
        return make("environment", Codecs.of(action), Codecs.of(observation), factory);
    }

    /**
     * Opens environments whose types have codecs of their own.
     *
     * @param actions reads and describes the actions
     * @param observations writes and describes the observations
     * @param factory makes a new environment for each call
     * @param <A> the actions
     * @param <O> the observations
     * @return the provider, named {@code environment} until {@link #withName} is called
     */
    public static <A extends Action, O extends Observation> InProcessProvider<A, O> of(
            Codec<A> actions, Codec<O> observations, Supplier<? extends Environment<A, O>> factory) {
        return make("environment", actions, observations, factory);
    }

    /**
     * Opens environments without types of their own.
     *
     * @param name the environment's name
     * @param actionSchema a JSON Schema of the actions
     * @param observationSchema a JSON Schema of the observations
     * @param factory makes a new environment for each call
     * @return the provider
     */
    public static InProcessProvider<JsonAction, JsonObservation> json(
            String name,
            JsonObject actionSchema,
            JsonObject observationSchema,
            Supplier<? extends Environment<JsonAction, JsonObservation>> factory) {
        return make(name, Codecs.jsonAction(actionSchema), Codecs.jsonObservation(observationSchema), factory);
    }

    private static <A extends Action, O extends Observation> InProcessProvider<A, O> make(
            String name, Codec<A> actions, Codec<O> observations, Supplier<? extends Environment<A, O>> factory) {
        var spec = EnvironmentSpec.builder(name)
                .actionSchema(actions.schema())
                .observationSchema(observations.schema())
                .build();
        return new InProcessProvider<>(spec, actions, observations, factory, TaskSet::empty, null, Integer.MAX_VALUE);
    }

    @Override
    public EnvironmentSpec spec() {
        return spec;
    }

    @Override
    public Codec<A> actionCodec() {
        return actionCodec;
    }

    @Override
    public Codec<O> observationCodec() {
        return observationCodec;
    }

    @Override
    public TaskSet tasks() {
        return tasks.get();
    }

    @Override
    public Environment<A, O> open(Duration limit) {
        return OrderEnforced.of(opened(limit));
    }

    @Override
    public Environment<A, O> openLenient(Duration limit) {
        return OrderLenient.of(opened(limit));
    }

    private Environment<A, O> opened(Duration limit) {
        if (abandoned.exhausted()) {
            throw new CapacityException(spec.name() + " opens no more: " + abandoned.count()
                    + " of its threads never came back; code that may hang belongs in a container");
        }
        places.take(spec.name(), limit);
        Environment<A, O> world;
        try {
            world = Objects.requireNonNull(factory.get(), "the factory returned null");
        } catch (OpenEnvException e) {
            places.give();
            throw e;
        } catch (Throwable t) {
            places.give();
            throw new EnvironmentFailedException("the factory of " + spec.name() + " failed: " + t, t);
        }
        if (check.isPresent()) {
            world = CheckedActions.of(world, check.get());
        }
        if (spec.rewardRange().isPresent()) {
            world = CheckedRewards.of(world, spec.rewardRange().get());
        }
        if (spec.maxSteps().isPresent()) {
            world = StepLimit.of(world, spec.maxSteps().getAsInt());
        }
        if (callDeadline != null) {
            world = CallDeadline.of(world, callDeadline, abandoned);
        }
        if (capacity < Integer.MAX_VALUE) {
            world = new Placed<>(world, places);
        }
        return world;
    }

    /**
     * Threads that worlds of this provider never gave back after a deadline.
     *
     * @return the count
     */
    public AbandonedThreads abandonedThreads() {
        return abandoned;
    }

    /**
     * The same provider under another name.
     *
     * @param name letters, digits, dots, colons, underscores and hyphens
     * @return a copy
     * @throws dev.openenv.SpecException when the name is not allowed
     */
    public InProcessProvider<A, O> withName(String name) {
        return with(builder -> builder.name(name));
    }

    /**
     * The same provider with this version.
     *
     * @param version changes when the same seed and actions no longer give the same episode
     * @return a copy
     */
    public InProcessProvider<A, O> withVersion(String version) {
        return with(builder -> builder.version(version));
    }

    /**
     * The same provider with this description.
     *
     * @param description a sentence or two
     * @return a copy
     */
    public InProcessProvider<A, O> withDescription(String description) {
        return with(builder -> builder.description(description));
    }

    /**
     * The same provider with a success criterion.
     *
     * @param criterion when an episode counts as solved
     * @return a copy
     */
    public InProcessProvider<A, O> withSolved(SuccessCriterion criterion) {
        return with(builder -> builder.solved(criterion));
    }

    /**
     * The same provider with a declared range of the reward of one step. A reward outside is the world's failure.
     *
     * @param minimum the least
     * @param maximum the greatest
     * @return a copy
     */
    public InProcessProvider<A, O> withRewardRange(double minimum, double maximum) {
        return with(builder -> builder.rewardRange(minimum, maximum));
    }

    /**
     * The same provider with a step limit, after which an episode is truncated.
     *
     * @param steps at least 1
     * @return a copy
     */
    public InProcessProvider<A, O> withMaxSteps(int steps) {
        return with(builder -> builder.maxSteps(steps));
    }

    /**
     * The same provider, whose environments say what they add to their state.
     *
     * @param state a record with the fields
     * @return a copy
     * @throws dev.openenv.SpecException when the type cannot be described
     */
    public InProcessProvider<A, O> withState(Class<?> state) {
        var schema = Codecs.of(state).schema();
        return with(builder -> builder.stateSchema(schema));
    }

    /**
     * The same provider with a changed spec.
     *
     * @param change what to change; the schemas should stay those of the types
     * @return a copy
     */
    public InProcessProvider<A, O> with(UnaryOperator<EnvironmentSpec.Builder> change) {
        var changed = change.apply(spec.toBuilder()).build();
        return new InProcessProvider<>(changed, actionCodec, observationCodec, factory, tasks, callDeadline, capacity);
    }

    /**
     * The same provider with tasks.
     *
     * @param set the tasks that come with the environment
     * @return a copy
     */
    public InProcessProvider<A, O> withTasks(TaskSet set) {
        Objects.requireNonNull(set, "set");
        return new InProcessProvider<>(spec, actionCodec, observationCodec, factory, () -> set, callDeadline, capacity);
    }

    /**
     * The same provider with tasks that are made when somebody first asks for them: once, also for its copies. What the
     * supplier throws reaches whoever asked, and the next one who asks has it tried again.
     *
     * @param set makes the tasks that come with the environment
     * @return a copy
     */
    public InProcessProvider<A, O> withTasks(Supplier<TaskSet> set) {
        return new InProcessProvider<>(
                spec, actionCodec, observationCodec, factory, new LazyTasks(set), callDeadline, capacity);
    }

    /**
     * The same provider with a time limit for each reset and step. Each environment then runs on a thread of its own.
     *
     * @param limit above zero
     * @return a copy
     */
    public InProcessProvider<A, O> withCallDeadline(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("a deadline must be above zero, got " + limit);
        }
        return new InProcessProvider<>(spec, actionCodec, observationCodec, factory, tasks, limit, capacity);
    }

    /**
     * The same provider with at most so many environments open at the same time.
     *
     * @param environments at least 1
     * @return a copy
     */
    public InProcessProvider<A, O> withCapacity(int environments) {
        if (environments < 1) {
            throw new IllegalArgumentException("capacity must be at least 1, got " + environments);
        }
        return new InProcessProvider<>(spec, actionCodec, observationCodec, factory, tasks, callDeadline, environments);
    }

    @Override
    public String toString() {
        return "InProcessProvider[" + spec + "]";
    }
}
