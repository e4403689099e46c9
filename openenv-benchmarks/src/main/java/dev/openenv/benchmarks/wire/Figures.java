package dev.openenv.benchmarks.wire;

import dev.openenv.benchmarks.wire.Contest.Server;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** One line of the table: what each server needed for the same thing. */
final class Figures {

    private final String name;
    private final String unit;
    private final Map<Server, Double> medians = new EnumMap<>(Server.class);
    private OptionalDouble most = OptionalDouble.empty();
    private OptionalDouble timesFewer = OptionalDouble.empty();
    private OptionalDouble timesBare = OptionalDouble.empty();

    Figures(String name, String unit) {
        this.name = name;
        this.unit = unit;
    }

    /** Ours is to be at most so much. */
    Figures atMost(double goal) {
        most = OptionalDouble.of(goal);
        return this;
    }

    /** Ours is to be so many times less than Python's. */
    Figures fewer(double goal) {
        timesFewer = OptionalDouble.of(goal);
        return this;
    }

    /** Ours is to be at most so many times that of the bare echo. */
    Figures ofBare(double goal) {
        timesBare = OptionalDouble.of(goal);
        return this;
    }

    void put(Server server, double... rounds) {
        var sorted = rounds.clone();
        Arrays.sort(sorted);
        medians.put(server, sorted[sorted.length / 2]);
        System.out.printf(
                Locale.ROOT,
                "  %-46s %-6s %s %s%n",
                name,
                server,
                Arrays.stream(sorted).mapToObj(Figures::number).toList(),
                unit);
    }

    static String head() {
        return String.format(
                "%-46s %-5s %9s %9s %9s  %-18s %-18s %s",
                "", "", "ours", "Python", "bare", "Python / ours", "ours / bare", "ours at most");
    }

    @Override
    public String toString() {
        var ours = medians.get(Server.OURS);
        return String.format(
                "%-46s %-5s %9s %9s %9s  %-18s %-18s %s",
                name,
                unit,
                shown(ours),
                shown(medians.get(Server.PYTHON)),
                shown(medians.get(Server.BARE)),
                ratio(medians.get(Server.PYTHON), ours, timesFewer, true),
                ratio(ours, medians.get(Server.BARE), timesBare, false),
                most.isEmpty() || ours == null ? "" : number(most.getAsDouble()) + verdict(ours <= most.getAsDouble()));
    }

    private static String ratio(Double above, Double below, OptionalDouble goal, boolean atLeast) {
        if (above == null || below == null) {
            return "";
        }
        var ratio = above / below;
        var text = String.format(Locale.ROOT, "%.2f", ratio);
        if (goal.isEmpty()) {
            return text;
        }
        var met = atLeast ? ratio >= goal.getAsDouble() : ratio <= goal.getAsDouble();
        return text + " (goal " + number(goal.getAsDouble()) + verdict(met) + ")";
    }

    private static String verdict(boolean met) {
        return met ? " met" : " MISSED";
    }

    private static String shown(Double figure) {
        return figure == null ? "" : number(figure);
    }

    private static String number(double figure) {
        return String.format(Locale.ROOT, figure < 100 && figure != Math.rint(figure) ? "%.2f" : "%.0f", figure);
    }
}
