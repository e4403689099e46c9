package dev.openenv.report;

import dev.openenv.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Statistics as a table of fixed-width text: agent, tasks, solved, mean reward with its 95 % interval, mean steps, steps
 * per second, errors. The environment, the number of episodes, and further outcomes have a column only when they say
 * something.
 *
 * <p>A dash stands for what does not exist: an interval of fewer than two tasks, a rate when nothing declares what solved
 * means. Control characters in names are replaced, so a recording cannot command the terminal. Immutable.
 *
 * <pre>{@code
 * System.out.print(ResultTable.of(AgentStatistics.of(run.trajectories(), run.duration())));
 * }</pre>
 */
public final class ResultTable {

    private static final int LONGEST_NAME = 32;
    private static final Map<Outcome, String> OUTCOME_HEADERS = new EnumMap<>(Outcome.class);

    static {
        OUTCOME_HEADERS.put(Outcome.UNSOLVED, "Unsolved");
        OUTCOME_HEADERS.put(Outcome.FINISHED, "Finished");
        OUTCOME_HEADERS.put(Outcome.TRUNCATED, "Truncated");
        OUTCOME_HEADERS.put(Outcome.AGENT_STOPPED, "Stopped");
        OUTCOME_HEADERS.put(Outcome.AGENT_FAILED, "Agent failed");
        OUTCOME_HEADERS.put(Outcome.CANCELLED, "Cancelled");
    }

    private final List<AgentStatistics> rows;
    private final boolean ascii;

    private ResultTable(List<AgentStatistics> rows, boolean ascii) {
        this.rows = rows;
        this.ascii = ascii;
    }

    /**
     * A table with a line for each agent, in the given order.
     *
     * @param statistics what to show
     * @return the table, which uses a few characters beyond ASCII
     */
    public static ResultTable of(List<AgentStatistics> statistics) {
        return new ResultTable(List.copyOf(statistics), false);
    }

    /**
     * The same table in ASCII only, for terminals that cannot show more.
     *
     * @return a copy
     */
    public ResultTable ascii() {
        return new ResultTable(rows, true);
    }

    /**
     * The table as text.
     *
     * @return a header, a rule and a line for each agent, each line ended by a line break
     */
    @Override
    public String toString() {
        var table = new TextColumns(ascii ? "-" : "\u2500");
        table.left("Agent", column(row -> name(row.agent())));
        if (differ(row -> row.environment() + "\n" + row.environmentVersion())) {
            table.left("Environment", column(row -> name(row.environment() + " " + row.environmentVersion())));
        }
        table.right("Tasks", column(row -> count(row.tasks())));
        if (any(row -> row.episodes() != row.tasks())) {
            table.right("Episodes", column(row -> count(row.episodes())));
        }
        table.right("Solved", column(row -> row.successDeclared() ? count(row.solved()) : none()));
        table.right("Rate (95 %)", column(this::rate));
        table.right("Mean reward (95 %)", column(this::reward));
        table.right("Mean steps", column(row -> number(row.meanSteps(), 2)));
        table.right("Steps/s", column(row -> number(row.stepsPerSecond(), 0)));
        OUTCOME_HEADERS.forEach((outcome, header) -> {
            if (any(row -> row.count(outcome) > 0)) {
                table.right(header, column(row -> count(row.count(outcome))));
            }
        });
        if (any(row -> row.refusedActions() > 0)) {
            table.right("Refused", column(row -> count(row.refusedActions())));
        }
        table.right("Errors", column(row -> count(row.errors())));
        return table.toString();
    }

    private String rate(AgentStatistics row) {
        if (row.solvedRate().isEmpty()) {
            return none();
        }
        var rate = percent(row.solvedRate().getAsDouble()) + " %";
        return rate + " "
                + row.solvedInterval()
                        .map(interval -> "[" + percent(interval.low()) + ", " + percent(interval.high()) + "]")
                        .orElse("[" + none() + "]");
    }

    private String reward(AgentStatistics row) {
        if (row.meanReward().isEmpty()) {
            return none();
        }
        return number(row.meanReward(), 3) + " "
                + row.rewardInterval()
                        .map(interval -> "[" + number(OptionalDouble.of(interval.low()), 3) + ", "
                                + number(OptionalDouble.of(interval.high()), 3) + "]")
                        .orElse("[" + none() + "]");
    }

    private String number(OptionalDouble value, int digits) {
        if (value.isEmpty()) {
            return none();
        }
        if (Math.abs(value.getAsDouble()) >= 1e15) {
            return String.format(Locale.ROOT, "%.3e", value.getAsDouble());
        }
        var text = String.format(Locale.ROOT, "%,." + digits + "f", value.getAsDouble());
        return text.matches("-[0.]+") ? text.substring(1) : text;
    }

    private static String percent(double rate) {
        return String.format(Locale.ROOT, "%.1f", 100 * rate);
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private String none() {
        return ascii ? "-" : "\u2013";
    }

    private String name(String text) {
        var shown = new StringBuilder();
        text.codePoints().limit(LONGEST_NAME + 1L).forEach(c -> {
            var type = Character.getType(c);
            var printable = type != Character.CONTROL
                    && type != Character.FORMAT
                    && type != Character.SURROGATE
                    && type != Character.LINE_SEPARATOR
                    && type != Character.PARAGRAPH_SEPARATOR
                    && (c < 0x7F || !ascii);
            shown.appendCodePoint(printable ? c : '?');
        });
        if (shown.codePointCount(0, shown.length()) <= LONGEST_NAME) {
            return shown.toString();
        }
        var dots = ascii ? "..." : "\u2026";
        return shown.substring(0, shown.offsetByCodePoints(0, LONGEST_NAME - dots.length())) + dots;
    }

    private List<String> column(Function<AgentStatistics, String> cell) {
        var cells = new ArrayList<String>();
        rows.forEach(row -> cells.add(Objects.requireNonNull(cell.apply(row))));
        return cells;
    }

    private boolean any(Predicate<AgentStatistics> test) {
        return rows.stream().anyMatch(test);
    }

    private boolean differ(Function<AgentStatistics, String> part) {
        return rows.stream().map(part).distinct().count() > 1;
    }
}
