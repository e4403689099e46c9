package dev.openenv.check;

import dev.openenv.Action;
import dev.openenv.CapacityException;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.EnvironmentSpec;
import dev.openenv.EpisodeRandom;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.Seeds;
import dev.openenv.TaskSet;
import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.InProcessProvider;
import dev.openenv.rollout.Rollouts;
import dev.openenv.wrap.AbandonedThreads;
import dev.openenv.wrap.CallDeadline;
import dev.openenv.wrap.TimedCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The environment under check, and the episodes played in it once that all checks share. Safe for many threads. */
final class Subject<A extends Action, O extends Observation> {

    private static final int MOST_ABANDONED_THREADS = 32;
    private static final int MOST_REFUSED_IN_A_ROW = 20;
    private static final String EPISODE = "check";

    private final EnvironmentProvider<A, O> provider;
    private final EnvironmentProvider<A, O> opened;
    private final Settings<A, O> settings;
    private final Choices<A, O> choices;
    private final AbandonedThreads abandoned = new AbandonedThreads(MOST_ABANDONED_THREADS);
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable List<Script<A>> scripts;
    private @Nullable List<Finding> unrepeatable;

    Subject(EnvironmentProvider<A, O> provider, Settings<A, O> settings) {
        this.provider = provider;
        this.settings = settings;
        this.opened = unguarded(provider);
        this.choices = new Choices<>(provider, settings.actions);
    }

    /** A provider that lets every reward through, so that it can be judged here. */
    private static <A extends Action, O extends Observation> EnvironmentProvider<A, O> unguarded(
            EnvironmentProvider<A, O> provider) {
        return provider instanceof InProcessProvider<A, O> here
                        && here.spec().rewardRange().isPresent()
                ? here.with(spec -> spec.rewardRange(-Double.MAX_VALUE, Double.MAX_VALUE))
                : provider;
    }

    EnvironmentProvider<A, O> provider() {
        return provider;
    }

    EnvironmentSpec spec() {
        return provider.spec();
    }

    Settings<A, O> settings() {
        return settings;
    }

    Choices<A, O> choices() {
        return choices;
    }

    /** An environment as the provider opens it. */
    Environment<A, O> open() {
        return opened.open();
    }

    /** An environment whose calls end in time. */
    Play<A, O> play() {
        Environment<A, O> env;
        try {
            env = CallDeadline.of(open(), settings.callLimit, abandoned);
        } catch (CapacityException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BrokenException(
                    Finding.error("open-fails", Texts.thrown(e), "Let the factory give a new environment each time."),
                    e);
        }
        return play(env);
    }

    /** The calls of an environment as they are. */
    Play<A, O> play(Environment<A, O> env) {
        return new Play<>(env, provider.observationCodec());
    }

    /** Closes an environment whose calls are not timed; one that hangs or throws in it is told of elsewhere. */
    void end(Environment<A, O> env) {
        try (var calls = new TimedCalls(abandoned)) {
            calls.call("close", settings.callLimit, () -> {
                env.close();
                return true;
            });
        } catch (RuntimeException e) {
            // the check of close tells
        }
    }

    /** The tasks, none when asking for them fails, which another check tells. */
    TaskSet tasks() {
        try {
            return provider.tasks();
        } catch (RuntimeException e) {
            return TaskSet.empty();
        }
    }

    ResetOptions options(long seed) {
        return ResetOptions.seed(seed).withEpisodeId(EPISODE);
    }

    /** One episode of random actions for each seed, and one of the solution. Played when first asked for. */
    List<Script<A>> scripts() {
        return once(() -> scripts, () -> scripts = played());
    }

    /** Those of which at least the reset is known. */
    List<Script<A>> playable() {
        return scripts().stream().filter(script -> !script.turns().isEmpty()).toList();
    }

    /** Whether an episode broke, which one check tells for all. */
    boolean knownToFail() {
        return scripts().stream().anyMatch(script -> script.failure() != null);
    }

    /** What differs when episodes are played again; empty when nothing does. */
    List<Finding> unrepeatable() {
        var known = playable();
        return once(() -> unrepeatable, () -> unrepeatable = RepeatChecks.again(this, known));
    }

    /** Whether episodes can be compared with episodes. */
    boolean repeatable() {
        return spec().seeded() && unrepeatable().isEmpty();
    }

    private <T> T once(Supplier<@Nullable T> kept, Supplier<T> made) {
        lock.lock();
        try {
            var value = kept.get();
            return value == null ? made.get() : value;
        } finally {
            lock.unlock();
        }
    }

    private List<Script<A>> played() {
        var all = new ArrayList<Script<A>>();
        settings.seeds.forEach(seed -> all.add(random(options(seed))));
        solved().ifPresent(all::add);
        return List.copyOf(all);
    }

    /** Plays random actions to the end or the limit. */
    Script<A> random(ResetOptions options) {
        var random =
                new EpisodeRandom(Seeds.hash("openenv/check/" + options.seed().orElse(0)));
        var actions = new ArrayList<A>();
        var turns = new ArrayList<JsonObject>();
        var notes = new ArrayList<Finding>();
        var refused = 0;
        Finding failure = null;
        try (var play = play()) {
            try {
                turns.add(play.reset(options));
                var inARow = 0;
                var observation = play.last();
                while (actions.size() < settings.steps
                        && inARow < MOST_REFUSED_IN_A_ROW
                        && !Play.done(turns.get(turns.size() - 1))
                        && observation != null) {
                    var action = choices.next(play.environment(), observation.observation(), random);
                    var turn = play.step(action);
                    actions.add(action);
                    turns.add(turn);
                    var now = play.last();
                    inARow = now == null ? inARow + 1 : 0;
                    refused += now == null ? 1 : 0;
                    observation = now == null ? observation : now;
                }
            } finally {
                Optional.ofNullable(play.stateProblem()).ifPresent(notes::add);
            }
        } catch (BrokenException e) {
            failure = e.finding();
        } catch (JsonMismatchException e) {
            notes.add(Finding.advice(
                    "actions-not-made",
                    "the action's schema gives no action that can be read: " + Texts.shown(e.getMessage()),
                    "Describe the action more exactly, or name a source of actions: withActions(...)."));
        }
        return new Script<>(options, true, actions, turns, refused, failure, notes);
    }

    private Optional<Script<A>> solved() {
        var solution = settings.solution;
        if (solution == null) {
            return Optional.empty();
        }
        var rollouts = Rollouts.of(opened)
                .agent(solution)
                .maxSteps(settings.steps)
                .episodeLimit(settings.checkLimit.dividedBy(4))
                .closeLimit(settings.callLimit)
                .parallel(1);
        var tasks = tasks().limit(1);
        var run = (tasks.isEmpty() ? rollouts.episodes(1) : rollouts.tasks(tasks)).run();
        var trajectory = run.trajectories().get(0);
        var options = trajectory.resetOptions().withEpisodeId(EPISODE);
        return Optional.of(replayed(
                options, trajectory.steps().stream().map(step -> step.action()).toList()));
    }

    private Script<A> replayed(ResetOptions options, List<A> all) {
        var actions = new ArrayList<A>();
        var turns = new ArrayList<JsonObject>();
        var refused = 0;
        Finding failure = null;
        try (var play = play()) {
            turns.add(play.reset(options));
            for (var action : all) {
                if (Play.done(turns.get(turns.size() - 1))) {
                    break;
                }
                var turn = play.step(action);
                actions.add(action);
                turns.add(turn);
                refused += play.last() == null ? 1 : 0;
            }
        } catch (BrokenException e) {
            failure = e.finding();
        }
        return new Script<>(options, false, actions, turns, refused, failure, List.of());
    }
}
