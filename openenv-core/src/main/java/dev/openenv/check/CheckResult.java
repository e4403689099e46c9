package dev.openenv.check;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of one check: it found something, it found nothing, or it had nothing to look at. Immutable.
 *
 * <pre>{@code
 * var result = check.run();
 * System.out.println(result.skipped().orElse(result.passed() ? "ok" : result.errors().toString()));
 * }</pre>
 */
public final class CheckResult {

    private final List<Finding> findings;
    private final @Nullable String skipped;

    private CheckResult(List<Finding> findings, @Nullable String skipped) {
        this.findings = List.copyOf(findings);
        this.skipped = skipped;
    }

    static CheckResult of(List<Finding> findings) {
        return new CheckResult(findings, null);
    }

    static CheckResult skipped(String reason) {
        return new CheckResult(List.of(), Objects.requireNonNull(reason, "reason"));
    }

    CheckResult without(List<String> secrets) {
        return skipped == null ? of(SecretChecks.masked(findings, secrets)) : this;
    }

    /**
     * Why there was nothing to look at.
     *
     * @return for example {@code no secret is declared: withSecret(...)}; empty when the check was made
     */
    public Optional<String> skipped() {
        return Optional.ofNullable(skipped);
    }

    /**
     * What was found.
     *
     * @return errors and advice; empty when all is well, and when the check does not apply
     */
    public List<Finding> findings() {
        return findings;
    }

    /**
     * What is wrong.
     *
     * @return the findings that are errors
     */
    public List<Finding> errors() {
        return findings.stream().filter(Finding::isError).toList();
    }

    /**
     * Whether the check was made and nothing is wrong; advice does not count.
     *
     * @return false with errors, and when the check does not apply
     */
    public boolean passed() {
        return skipped == null && errors().isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CheckResult that
                && findings.equals(that.findings)
                && Objects.equals(skipped, that.skipped);
    }

    @Override
    public int hashCode() {
        return Objects.hash(findings, skipped);
    }

    @Override
    public String toString() {
        return skipped == null ? findings.toString() : "skipped: " + skipped;
    }
}
