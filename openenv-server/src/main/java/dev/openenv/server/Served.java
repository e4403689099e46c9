package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.EnvironmentSpec;
import dev.openenv.Observation;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.TaskSet;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.LenientOpening;
import dev.openenv.server.ServerListener.Operation;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolMode;
import dev.openenv.tools.ToolModes;
import dev.openenv.tools.ToolReply;
import dev.openenv.tools.ToolSteps;
import dev.openenv.tools.Tools;
import dev.openenv.wire.Harness;
import dev.openenv.wire.RawReward;
import dev.openenv.wire.StepKeywords;
import dev.openenv.wire.TaskListing;
import dev.openenv.wrap.AbandonedThreads;
import dev.openenv.wrap.CallDeadline;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An environment as the server sees it: actions and results are JSON, and worlds open leniently. Safe for many threads. */
final class Served<A extends Action, O extends Observation> {

    private final EnvironmentProvider<A, O> provider;
    private final ToolMode toolMode;
    private final ActionReader<A> actions;
    private final @Nullable Duration stepDeadline;
    private final AbandonedThreads abandoned;
    private final boolean controlOpen;
    private final TaskSet tasks;
    private final @Nullable TaskListing listing;
    private final CallClock clock;

    Served(
            EnvironmentProvider<A, O> provider,
            Mode mode,
            @Nullable Duration stepDeadline,
            AbandonedThreads abandoned,
            CarefulListener listener) {
        this(provider, mode, stepDeadline, abandoned, listener, true);
    }

    Served(
            EnvironmentProvider<A, O> provider,
            Mode mode,
            @Nullable Duration stepDeadline,
            AbandonedThreads abandoned,
            CarefulListener listener,
            boolean controlOpen) {
        this.provider = provider;
        tasks = provider.tasks();
        listing = tasks.isEmpty() ? null : new ListedTasks(tasks);
        toolMode = mode == Mode.PRODUCTION ? ToolMode.PRODUCTION : ToolMode.SIMULATION;
        this.actions = new ActionReader<>(provider.actionCodec());
        this.stepDeadline = stepDeadline;
        this.controlOpen = controlOpen;
        this.abandoned = abandoned;
        clock = new CallClock(listener);
    }

    EnvironmentSpec spec() {
        return provider.spec();
    }

    boolean inProduction() {
        return toolMode == ToolMode.PRODUCTION;
    }

    /** The name that people and the texts of the wire show. */
    String title() {
        return spec().title().orElse(spec().name());
    }

    /** Asks the task set, or else a world that lists its own tasks; null when there is neither. */
    byte[] tasks(Function<@Nullable TaskListing, byte[]> question) {
        if (listing != null) {
            return question.apply(listing);
        }
        try (var world = open()) {
            return question.apply(world.environment.find(TaskListing.class).orElse(null));
        }
    }

    A action(JsonObject json) {
        return actions.read(json);
    }

    /** Makes a world without waiting for a place; throws what the provider throws. */
    World open() {
        var opened = provider instanceof LenientOpening<?, ?>
                ? lenient(provider).openLenient(Duration.ZERO)
                : provider.open(Duration.ZERO);
        return new World(stepDeadline == null ? opened : CallDeadline.of(opened, stepDeadline, abandoned));
    }

    @SuppressWarnings("unchecked") // a provider opens one kind of environment, whichever way
    private static <A extends Action, O extends Observation> LenientOpening<A, O> lenient(
            EnvironmentProvider<A, O> provider) {
        return (LenientOpening<A, O>) provider;
    }

    /** The options of a reset as a socket brings them: unchecked, so what is no seed and no id stays an option. */
    static ResetOptions options(JsonObject data) {
        var options = ResetOptions.defaults();
        var values = data;
        var seed = data.get("seed");
        if (seed instanceof Long || seed instanceof BigInteger || seed instanceof Double) {
            var whole = LaxValue.integer(seed);
            if (whole != null) {
                options = options.withSeed(whole);
                values = values.without("seed");
            }
        }
        var id = data.get("episode_id");
        if (id instanceof String text && !text.isEmpty()) {
            options = options.withEpisodeId(text);
        }
        values = values.without("episode_id");
        return options.withValues(seed == null ? values.without("seed") : values);
    }

    /** One world. Confined to one thread at a time. */
    final class World implements ProtocolWorld, AutoCloseable {

        private final Environment<A, O> environment;
        private final @Nullable StepKeywords keywords;
        private final @Nullable RawReward raw;
        private @Nullable ToolSteps calls;

        private World(Environment<A, O> environment) {
            this.environment = environment;
            keywords = environment.find(StepKeywords.class).orElse(null);
            raw = environment.find(RawReward.class).orElse(null);
            environment.find(ToolModes.class).ifPresent(modes -> modes.serveIn(toolMode));
        }

        WireResult reset(ResetOptions options) {
            permit("reset");
            var chosen = ChosenTask.of(tasks, options);
            return clock.time(
                    Operation.RESET, () -> WireResult.of(environment.reset(chosen), provider.observationCodec(), raw));
        }

        /** The reset that is part of a client's connect to a harness; no setting closes it. */
        void begin() {
            var options = ChosenTask.of(tasks, ResetOptions.defaults());
            clock.time(Operation.RESET, () -> environment.reset(options));
        }

        /** The harness in it; null when it is none. */
        @Nullable
        Harness harness() {
            return environment.find(Harness.class).orElse(null);
        }

        /** A turn of a harness, measured as a step. */
        void turn(Runnable turn) {
            clock.time(Operation.STEP, () -> {
                turn.run();
                return true;
            });
        }

        WireResult step(A action, JsonObject beside) {
            permit("step");
            return stepped(action, beside);
        }

        private WireResult stepped(A action, JsonObject beside) {
            if (keywords != null) {
                keywords.nextStep(beside);
            }
            return clock.time(
                    Operation.STEP, () -> WireResult.of(environment.step(action), provider.observationCodec(), raw));
        }

        private void permit(String call) {
            if (!controlOpen) {
                throw new RequestProblem(403, call + " is closed on this server");
            }
        }

        JsonObject state() {
            permit("state");
            return json(clock.time(Operation.STATE, environment::state));
        }

        /** The state for a client that comes back; null when the server or the world does not give it. */
        @Nullable
        JsonObject stateToRemember() {
            try {
                return controlOpen ? json(environment.state()) : null;
            } catch (Throwable e) { // whoever asks for it hears why
                return null;
            }
        }

        private JsonObject json(State state) {
            return JsonObject.builder()
                    .put("episode_id", state.episodeId().orElse(null))
                    .put("step_count", state.stepCount())
                    .putAll(state.values())
                    .build();
        }

        /** What a spectator sees, as text; null when the world draws nothing, or cannot just now. */
        @Nullable
        String drawing() {
            try {
                return environment.find(Rendering.class).map(Rendering::text).orElse(null);
            } catch (RuntimeException e) {
                return null;
            }
        }

        /** The state as plain HTTP shows it: only what is declared. */
        JsonObject declaredState() {
            var declared = spec().stateSchema().flatMap(schema -> schema.object("properties"));
            var state = state();
            var shown = JsonObject.builder();
            state.asMap().forEach((name, value) -> {
                if (name.equals("episode_id")
                        || name.equals("step_count")
                        || declared.filter(fields -> fields.has(name)).isPresent()) {
                    shown.put(name, value);
                }
            });
            return shown.build();
        }

        @Override
        public @Nullable Tools tools() {
            return environment.find(Tools.class).orElse(null);
        }

        @Override
        public boolean takesToolActions() {
            return provider.actionCodec().type() == ToolAction.class;
        }

        @Override
        public WireResult stepTool(JsonObject action) {
            return stepped(action(action), JsonObject.empty());
        }

        @Override
        public boolean hasTools() {
            return tools() != null || takesToolActions();
        }

        @Override
        public List<ToolDescriptor> listTools() {
            var tools = tools();
            return tools != null ? tools.list() : new SteppedTools(this).list();
        }

        @Override
        public ToolReply callTool(CallTool call) {
            var tools = tools();
            if (tools == null) {
                return new SteppedTools(this).call(call);
            }
            if (calls == null) {
                calls = ToolSteps.of(tools).withAbandonedThreads(abandoned);
            }
            return (ToolReply) calls.step(call).observation();
        }

        @Override
        public <C> Optional<C> offered(Class<C> capability) {
            return environment.find(capability);
        }

        @Override
        public void close() {
            if (calls != null) {
                calls.close();
            }
            environment.close();
        }
    }
}
