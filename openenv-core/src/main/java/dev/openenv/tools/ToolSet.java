package dev.openenv.tools;

import dev.openenv.SpecException;
import dev.openenv.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tools made of functions. Arguments are checked before a function is called: what the schema requires must be there, what
 * it does not describe must not (where {@code additionalProperties} is false), types must fit; {@code "2"} and {@code 2.0}
 * pass for a whole number, {@code "2.5"} for a number, {@code "true"} for a truth value, and declared defaults are filled
 * in. Checked are {@code type}, {@code properties}, {@code required}, {@code additionalProperties}, {@code items}, {@code
 * enum}, {@code const}, {@code minimum}, {@code maximum} and {@code anyOf}; other words of the schema only describe.
 *
 * <p>Immutable; as safe for many threads as the functions are.
 *
 * <pre>{@code
 * var tools = ToolSet.builder()
 *         .add(ToolDescriptor.of("shout", "Says it louder.", schema),
 *                 arguments -> arguments.string("text").orElseThrow().toUpperCase(Locale.ROOT))
 *         .build();
 * tools.call("shout", JsonObject.of("text", "hello")).text();    // HELLO
 * }</pre>
 */
public final class ToolSet implements Tools {

    /** Names that a tool cannot have: they are what a world itself does. */
    public static final Set<String> RESERVED_NAMES = Set.of("reset", "step", "state", "close");

    private static final ToolSet EMPTY = new ToolSet(List.of(), null);

    private final List<Entry> all;
    private final Map<String, Entry> byName = new LinkedHashMap<>();
    private final List<ToolDescriptor> descriptors;

    private record Entry(
            @Nullable ToolMode mode,
            ToolDescriptor tool,
            @Nullable Duration limit,
            boolean parallel,
            boolean typed,
            ArgumentCheck check,
            Body body) {}

    /** What a tool does, in two parts: the first refuses arguments, the second runs. */
    interface Body {

        Callable<@Nullable Object> prepared(JsonObject checked);
    }

    private ToolSet(List<Entry> all, @Nullable ToolMode mode) {
        this.all = all;
        for (var entry : all) {
            if (mode == null || entry.mode() == null || entry.mode() == mode) {
                byName.putIfAbsent(entry.tool().name(), entry);
            }
        }
        descriptors = byName.values().stream().map(Entry::tool).toList();
    }

    /**
     * No tools.
     *
     * @return an empty set
     */
    public static ToolSet empty() {
        return EMPTY;
    }

    /**
     * Starts a set.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The methods of an object that have the annotation {@link Tool}.
     *
     * @param target whose methods are called; its class is read once for all its instances
     * @return the tools, by the names of the methods in alphabetical order
     * @throws SpecException naming class, method and parameter of what cannot be a tool
     */
    public static ToolSet of(Object target) {
        return builder().addMethods(target).build();
    }

    /**
     * The tools of one mode: those that were added for it and those that were added for every mode.
     *
     * @param mode a mode
     * @return a view with the same functions
     */
    public ToolSet in(ToolMode mode) {
        return new ToolSet(all, Objects.requireNonNull(mode, "mode"));
    }

    /**
     * The names of the tools of every mode.
     *
     * @return each once, in the order in which they were added
     */
    public Set<String> names() {
        return all.stream().map(entry -> entry.tool().name()).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public List<ToolDescriptor> list() {
        return descriptors;
    }

    @Override
    public ToolResult call(String name, JsonObject arguments) {
        var entry = byName.get(name);
        if (entry == null) {
            throw ToolException.notFound(name);
        }
        var body = entry.body().prepared(entry.check().read(arguments));
        try {
            var value = body.call();
            return value instanceof ToolResult result ? result : ToolResult.of(value);
        } catch (ToolException e) {
            throw entry.typed() ? e : ToolException.failed(name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ToolException.failed(name, e);
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            throw ToolException.failed(name, e);
        }
    }

    @Override
    public boolean parallel(String name) {
        var entry = byName.get(name);
        return entry != null && entry.parallel();
    }

    @Override
    public Optional<Duration> limit(String name) {
        var entry = byName.get(name);
        return entry == null ? Optional.empty() : Optional.ofNullable(entry.limit());
    }

    @Override
    public String toString() {
        return "ToolSet" + byName.keySet();
    }

    /** Collects tools. Confined to one thread. */
    public static final class Builder {

        private final List<Entry> entries = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a tool.
         *
         * @param tool how it is called and what it takes
         * @param function what it does
         * @return this
         */
        public Builder add(ToolDescriptor tool, ToolFunction function) {
            return put(null, tool, null, false, body(function));
        }

        /**
         * Adds a tool that exists in one mode only; another of the same name may be added for the other mode. Which mode it
         * is, {@link ToolSet#in} says.
         *
         * @param mode where it exists
         * @param tool how it is called and what it takes
         * @param function what it does
         * @return this
         */
        public Builder add(ToolMode mode, ToolDescriptor tool, ToolFunction function) {
            return put(Objects.requireNonNull(mode, "mode"), tool, null, false, body(function));
        }

        /**
         * Adds the methods of an object that have the annotation {@link Tool}.
         *
         * @param target whose methods are called
         * @return this
         * @throws SpecException naming class, method and parameter of what cannot be a tool
         */
        public Builder addMethods(Object target) {
            return methods(target.getClass(), () -> target);
        }

        /**
         * Adds the methods of a class that have the annotation {@link Tool}, for an object that may be another at each call.
         *
         * @param type whose methods they are; read once
         * @param target gives the object whose method is called
         * @param <T> the type
         * @return this
         * @throws SpecException naming class, method and parameter of what cannot be a tool
         */
        public <T> Builder addMethods(Class<T> type, Supplier<? extends T> target) {
            return methods(type, Objects.requireNonNull(target, "target"));
        }

        /**
         * Adds the tools that others have now, such as those of a server elsewhere: their limits stay, their failures keep
         * their kinds, and their arguments are checked here already.
         *
         * @param others whose tools are called
         * @return this
         */
        public Builder addTools(Tools others) {
            for (var tool : others.list()) {
                var name = tool.name();
                var limit = others.limit(name).orElse(null);
                Body body = arguments -> () -> others.call(name, arguments);
                entries.add(new Entry(null, tool, limit, others.parallel(name), true, new ArgumentCheck(tool), body));
            }
            return this;
        }

        private Builder methods(Class<?> type, Supplier<?> target) {
            ToolMethods.of(type).addTo(this, target);
            return this;
        }

        private static Body body(ToolFunction function) {
            Objects.requireNonNull(function, "function");
            return arguments -> () -> function.call(arguments);
        }

        Builder put(
                @Nullable ToolMode mode, ToolDescriptor tool, @Nullable Duration limit, boolean parallel, Body body) {
            entries.add(new Entry(mode, tool, limit, parallel, false, new ArgumentCheck(tool), body));
            return this;
        }

        /**
         * Ends the set.
         *
         * @return the tools, in the order in which they were added
         * @throws SpecException naming every tool whose name is reserved, empty or taken, or whose input is no object
         */
        public ToolSet build() {
            var problems = new ArrayList<String>();
            for (var i = 0; i < entries.size(); i++) {
                var tool = entries.get(i).tool();
                if (tool.name().isBlank()) {
                    problems.add("a tool has no name");
                } else if (RESERVED_NAMES.contains(tool.name())) {
                    problems.add("tool name '" + tool.name() + "' is reserved; call it something else");
                } else if (taken(i)) {
                    problems.add("tool name '" + tool.name() + "' is taken by another tool");
                }
                if (!"object".equals(tool.inputSchema().get("type"))) {
                    problems.add("the input schema of tool '" + tool.name() + "' is not of type object");
                }
            }
            if (!problems.isEmpty()) {
                throw new SpecException(String.join("; ", problems));
            }
            return new ToolSet(List.copyOf(entries), null);
        }

        private boolean taken(int index) {
            var one = entries.get(index);
            return entries.subList(0, index).stream()
                    .anyMatch(other -> other.tool().name().equals(one.tool().name())
                            && (other.mode() == null || one.mode() == null || other.mode() == one.mode()));
        }
    }
}
