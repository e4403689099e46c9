package dev.openenv.check;

import dev.openenv.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the checks of one environment found. Immutable. */
public final class CheckReport {

    private final String environment;
    private final Map<SingleCheck, CheckResult> results;
    private final @Nullable Measurements measurements;

    CheckReport(String environment, Map<SingleCheck, CheckResult> results, @Nullable Measurements measurements) {
        this.environment = environment;
        this.results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
        this.measurements = measurements;
    }

    /**
     * Which environment was checked.
     *
     * @return its name
     */
    public String environment() {
        return environment;
    }

    /**
     * What came of each check, in the order they ran.
     *
     * @return what each found, or why it had nothing to look at
     */
    public Map<SingleCheck, CheckResult> results() {
        return results;
    }

    /**
     * Everything that was found.
     *
     * @return errors and advice in the order of the checks
     */
    public List<Finding> findings() {
        return results.values().stream()
                .flatMap(result -> result.findings().stream())
                .toList();
    }

    /**
     * What is wrong.
     *
     * @return the findings that are errors
     */
    public List<Finding> errors() {
        return findings().stream().filter(Finding::isError).toList();
    }

    /**
     * Whether nothing is wrong; advice does not count.
     *
     * @return true without errors
     */
    public boolean passed() {
        return errors().isEmpty();
    }

    /**
     * What the environment costs.
     *
     * @return the measurements, or empty when no episode could be played
     */
    public Optional<Measurements> measurements() {
        return Optional.ofNullable(measurements);
    }

    /**
     * The report for programs.
     *
     * @return {@code environment}, {@code passed}, {@code checks} with id, title and findings or the reason why it was skipped,
     *     {@code measurements}
     */
    public JsonObject toJson() {
        var checks = new ArrayList<JsonObject>();
        results.forEach((check, result) -> {
            var json = JsonObject.of("id", check.id(), "title", check.title());
            checks.add(result.skipped()
                    .map(reason -> json.with("skipped", reason))
                    .orElseGet(() -> json.with(
                            "findings",
                            result.findings().stream().map(Finding::toJson).toList())));
        });
        return JsonObject.builder()
                .put("environment", environment)
                .put("passed", passed())
                .put("checks", checks)
                .put("measurements", measurements == null ? null : measurements.toJson())
                .build();
    }

    /**
     * The report for people.
     *
     * @return one line for each check, and for each finding what was seen and what to do
     */
    @Override
    public String toString() {
        var text = new StringBuilder(environment);
        results.forEach((check, result) -> {
            var word = result.skipped().isPresent()
                    ? "\n  skipped  "
                    : result.findings().isEmpty() ? "\n  ok       " : "\n  found    ";
            text.append(word).append(check.title());
            result.skipped().ifPresent(reason -> text.append(": ").append(reason));
            for (var finding : result.findings()) {
                text.append("\n    ")
                        .append(finding.isError() ? "error " : "advice ")
                        .append(finding.toString().replace("\n", "\n      "));
            }
        });
        return text.toString();
    }
}
