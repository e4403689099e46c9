package dev.openenv.tools;

import dev.openenv.SpecException;
import dev.openenv.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What agents may do with the tools of a world: which tools, how often in an episode, with what arguments. What it forbids is
 * refused ({@link ToolErrorKind#REFUSED}) and not called, on whichever way the call comes: as an action, among several, from
 * code, by MCP. {@link #toString} says all of it, to be reviewed.
 *
 * <p>Immutable and safe for many threads; {@code with...} gives a copy.
 *
 * <pre>{@code
 * var policy = ToolPolicy.allowing("search", "read", "comment", "submit")
 *         .withAtMost("comment", 3)
 *         .withRule("comments are short", call -> call.arguments().string("text").orElse("").length() > 200
 *                 ? Optional.of("write at most 200 characters")
 *                 : Optional.empty());
 * var provider = ToolProvider.of(TicketDesk.class, TicketDesk::new, policy);
 * }</pre>
 */
public final class ToolPolicy {

    private static final ToolPolicy ALL = new ToolPolicy(null, Set.of(), Map.of(), List.of());

    private final @Nullable Set<String> allowed;
    private final Set<String> forbidden;
    private final Map<String, Integer> most;
    private final List<Rule> rules;

    private record Rule(String name, Function<? super CallTool, Optional<String>> reason) {}

    private ToolPolicy(
            @Nullable Set<String> allowed, Set<String> forbidden, Map<String, Integer> most, List<Rule> rules) {
        this.allowed = allowed;
        this.forbidden = forbidden;
        this.most = most;
        this.rules = rules;
    }

    /**
     * Allows everything; the start of policies that forbid a little.
     *
     * @return the policy
     */
    public static ToolPolicy allowingAll() {
        return ALL;
    }

    /**
     * Allows some tools and no others. The others are not listed.
     *
     * @param tools by name, at least one
     * @return the policy
     */
    public static ToolPolicy allowing(String... tools) {
        if (tools.length == 0) {
            throw new IllegalArgumentException("a policy that allows no tool leaves nothing to do; name at least one");
        }
        return new ToolPolicy(new TreeSet<>(List.of(tools)), Set.of(), Map.of(), List.of());
    }

    /**
     * The same policy without some tools. They are not listed.
     *
     * @param tools by name
     * @return a copy
     */
    public ToolPolicy without(String... tools) {
        var more = new TreeSet<>(forbidden);
        more.addAll(List.of(tools));
        return new ToolPolicy(allowed, more, most, rules);
    }

    /**
     * The same policy with so many calls of a tool in one episode. Counted is every call that is let through, whatever comes
     * of it.
     *
     * @param tool its name
     * @param calls at least 1; to forbid a tool, see {@link #without}
     * @return a copy
     */
    public ToolPolicy withAtMost(String tool, int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException("at least one call, got " + calls + "; without(...) forbids a tool");
        }
        var more = new TreeMap<>(most);
        more.put(Objects.requireNonNull(tool, "tool"), calls);
        return new ToolPolicy(allowed, forbidden, more, rules);
    }

    /**
     * The same policy with a rule about single calls. It sees the arguments as the agent gave them, before they are checked,
     * and must be safe for many threads. A rule that throws refuses the call.
     *
     * @param name what it demands, for those who review the policy
     * @param reason why a call is refused, for the agent; empty to let it through
     * @return a copy
     */
    public ToolPolicy withRule(String name, Function<? super CallTool, Optional<String>> reason) {
        var more = new ArrayList<>(rules);
        more.add(new Rule(Objects.requireNonNull(name, "name"), Objects.requireNonNull(reason, "reason")));
        return new ToolPolicy(allowed, forbidden, most, List.copyOf(more));
    }

    /**
     * Refuses a policy that speaks of tools that nobody has.
     *
     * @param names those that there are
     * @throws SpecException naming the others
     */
    public void requireKnown(Collection<String> names) {
        var unknown = new TreeSet<>(forbidden);
        unknown.addAll(most.keySet());
        if (allowed != null) {
            unknown.addAll(allowed);
        }
        unknown.removeAll(names);
        if (!unknown.isEmpty()) {
            throw new SpecException("the policy speaks of tools that are not there: " + String.join(", ", unknown)
                    + "; there are " + String.join(", ", new TreeSet<>(names)));
        }
    }

    /**
     * Tools that obey, for one episode: the counts begin at zero.
     *
     * @param tools what can be called
     * @return the same tools behind this policy, as safe for many threads as they are
     */
    public Tools guard(Tools tools) {
        return new Guarded(Objects.requireNonNull(tools, "tools"));
    }

    private boolean lists(String tool) {
        return (allowed == null || allowed.contains(tool)) && !forbidden.contains(tool);
    }

    private final class Guarded implements Tools {

        private final Tools tools;
        private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

        Guarded(Tools tools) {
            this.tools = tools;
        }

        @Override
        public List<ToolDescriptor> list() {
            return tools.list().stream().filter(tool -> lists(tool.name())).toList();
        }

        @Override
        public ToolResult call(String name, JsonObject arguments) {
            if (!lists(name)) {
                throw refused("Tool '" + name + "' is not allowed here");
            }
            for (var rule : rules) {
                reason(rule, CallTool.of(name, arguments)).ifPresent(why -> {
                    throw refused("Tool '" + name + "' was not called: " + why);
                });
            }
            var limit = most.get(name);
            if (limit != null && count(name).getAndUpdate(now -> Math.min(now + 1, limit)) >= limit) {
                throw refused("Tool '" + name + "' was called " + limit + " times, which is all that is allowed");
            }
            return tools.call(name, arguments);
        }

        private static Optional<String> reason(Rule rule, CallTool call) {
            try {
                return rule.reason().apply(call);
            } catch (RuntimeException e) {
                throw new ToolException(ToolErrorKind.REFUSED, "the rule '" + rule.name() + "' failed", e);
            }
        }

        private AtomicInteger count(String name) {
            return calls.computeIfAbsent(name, tool -> new AtomicInteger());
        }

        private static ToolException refused(String why) {
            return new ToolException(ToolErrorKind.REFUSED, why, null);
        }

        @Override
        public boolean parallel(String name) {
            return tools.parallel(name);
        }

        @Override
        public Optional<Duration> limit(String name) {
            return tools.limit(name);
        }
    }

    /**
     * The policy for people.
     *
     * @return one line for what is allowed, and one for each limit and rule
     */
    @Override
    public String toString() {
        var text = new StringBuilder(allowed == null ? "all tools" : "only " + String.join(", ", allowed));
        if (!forbidden.isEmpty()) {
            text.append(", without ").append(String.join(", ", forbidden));
        }
        most.forEach((tool, calls) -> text.append("\n")
                .append(tool)
                .append(": at most ")
                .append(calls)
                .append(" calls in an episode"));
        rules.forEach(rule -> text.append("\n").append(rule.name()));
        return text.toString();
    }
}
