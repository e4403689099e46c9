package dev.openenv.provider;

import dev.openenv.Environment;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.code.CodeExecutor;
import dev.openenv.code.CodeSteps;
import dev.openenv.code.RunsCode;
import dev.openenv.context.Prompt;
import dev.openenv.context.Prompts;
import dev.openenv.context.Resource;
import dev.openenv.context.ResourceContent;
import dev.openenv.context.Resources;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolEpisode;
import dev.openenv.tools.ToolMode;
import dev.openenv.tools.ToolModes;
import dev.openenv.tools.ToolObservation;
import dev.openenv.tools.ToolPolicy;
import dev.openenv.tools.ToolResult;
import dev.openenv.tools.ToolSet;
import dev.openenv.tools.ToolSteps;
import dev.openenv.tools.Tools;
import dev.openenv.tools.ToolsReady;
import dev.openenv.wire.StepKeywords;
import dev.openenv.wrap.AbandonedThreads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tools of an object, which is another after each reset. Confined to one thread at a time. */
final class ToolEnvironment<T>
        implements Environment<ToolAction, ToolObservation>, Tools, ToolModes, StepKeywords, RunsCode {

    private final Class<T> type;
    private final Function<ResetOptions, ? extends T> factory;
    private final boolean bringsTools;
    private final ToolSet all;
    private final List<CodeExecutor> executors;
    private final CodeSteps steps;
    private final ToolPolicy policy;
    private ToolMode mode = ToolMode.SIMULATION;
    private volatile Tools tools;
    private volatile @Nullable T target;
    private String episodeId = "";
    private long count;

    ToolEnvironment(
            Class<T> type,
            Function<ResetOptions, ? extends T> factory,
            ToolPolicy policy,
            List<CodeExecutor> executors,
            AbandonedThreads abandoned) {
        this.policy = policy;
        this.type = type;
        this.executors = executors;
        this.factory = factory;
        bringsTools = Tools.class.isAssignableFrom(type);
        all = bringsTools
                ? ToolSet.empty()
                : ToolSet.builder().addMethods(type, this::target).build();
        tools = guarded();
        steps = CodeSteps.of(this, ToolSteps.of(this).withAbandonedThreads(abandoned), executors);
    }

    private T target() {
        var now = target;
        if (now == null) {
            now = made(ResetOptions.defaults());
            target = now;
        }
        return now;
    }

    private T made(ResetOptions options) {
        return Objects.requireNonNull(factory.apply(options), () -> "the factory of " + type.getName() + " gave null");
    }

    @Override
    public void serveIn(ToolMode served) {
        mode = served;
        tools = guarded();
    }

    /** The tools behind the policy, none of them called yet in this episode. */
    private Tools guarded() {
        return policy.guard(bringsTools ? new OwnTools() : all.in(mode));
    }

    /** Those of an object that brings them, whichever object it is just now. */
    private final class OwnTools implements Tools {

        private Tools now() {
            return (Tools) target();
        }

        @Override
        public List<ToolDescriptor> list() {
            return now().list();
        }

        @Override
        public ToolResult call(String name, JsonObject arguments) {
            return now().call(name, arguments);
        }

        @Override
        public boolean parallel(String name) {
            return now().parallel(name);
        }

        @Override
        public Optional<Duration> limit(String name) {
            return now().limit(name);
        }
    }

    @Override
    public List<ToolDescriptor> list() {
        return tools.list();
    }

    @Override
    public ToolResult call(String name, JsonObject arguments) {
        return tools.call(name, arguments);
    }

    /** What the object offers beside its tools is its own, whichever object it is just now. */
    @Override
    public <C> Optional<C> find(Class<C> capability) {
        if (capability == Resources.class && Resources.class.isAssignableFrom(type)) {
            return Optional.of(capability.cast(new OfferedResources(() -> (Resources) target())));
        }
        if (capability == Prompts.class && Prompts.class.isAssignableFrom(type)) {
            return Optional.of(capability.cast(new OfferedPrompts(() -> (Prompts) target())));
        }
        return Environment.super.find(capability);
    }

    private record OfferedResources(Supplier<Resources> now) implements Resources {

        @Override
        public List<Resource> resources() {
            return now.get().resources();
        }

        @Override
        public Optional<ResourceContent> read(String uri) {
            return now.get().read(uri);
        }
    }

    private record OfferedPrompts(Supplier<Prompts> now) implements Prompts {

        @Override
        public List<Prompt> prompts() {
            return now.get().prompts();
        }

        @Override
        public Optional<String> prompt(String name, Map<String, String> arguments) {
            return now.get().prompt(name, arguments);
        }
    }

    @Override
    public boolean parallel(String name) {
        return tools.parallel(name);
    }

    @Override
    public Optional<Duration> limit(String name) {
        return tools.limit(name);
    }

    @Override
    public List<CodeExecutor> executors() {
        return executors;
    }

    @Override
    public void nextStep(JsonObject keywords) {
        steps.nextStep(keywords);
    }

    @Override
    public StepResult<ToolObservation> reset(ResetOptions options) {
        steps.reset();
        end();
        episodeId = options.episodeId().orElseGet(() -> UUID.randomUUID().toString());
        count = 0;
        tools = guarded();
        target = made(options);
        return StepResult.of(ToolsReady.of());
    }

    @Override
    public StepResult<ToolObservation> step(ToolAction action) {
        count++;
        var result = steps.step(action);
        if (!(target instanceof ToolEpisode episode)) {
            return result;
        }
        var rubrics = episode.rubrics();
        if (!rubrics.isEmpty()) {
            result = result.withMetadata(result.metadata().with("rubrics", json(rubrics)));
        }
        var reward = episode.reward();
        var rewarded = reward.isPresent() ? result.withReward(reward.getAsDouble()) : result;
        return episode.done() ? rewarded.withEnd(true, false) : rewarded;
    }

    private static JsonObject json(Map<String, Double> rubrics) {
        var json = JsonObject.builder();
        rubrics.forEach((name, score) -> {
            if (!Double.isFinite(score)) {
                throw new IllegalStateException("rubric '" + name + "' must be finite, got " + score);
            }
            json.put(name, score);
        });
        return json.build();
    }

    @Override
    public State state() {
        var values = target instanceof ToolEpisode episode ? episode.state() : JsonObject.empty();
        return State.of(values).withEpisode(episodeId, count);
    }

    private void end() {
        var last = target;
        target = null;
        if (last instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(type.getName() + " did not close: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public void close() {
        steps.close();
        end();
    }
}
