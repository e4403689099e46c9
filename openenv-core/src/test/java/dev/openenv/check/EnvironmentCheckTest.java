package dev.openenv.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.OpenEnvException;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.codec.JsonText;
import dev.openenv.testworlds.Line;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EnvironmentCheckTest {

    private static final class Stuck extends Line {
        @Override
        public StepResult<Place> step(Walk walk) {
            throw new IllegalStateException("stuck with key-4711");
        }
    }

    @Test
    void theSingleChecksCanBeRunInAnyOrder() {
        var checks = EnvironmentCheck.of(Line.provider()).checks();

        assertThat(checks.stream().map(SingleCheck::id).collect(Collectors.toSet()))
                .hasSameSizeAs(checks)
                .contains("repeatable", "isolated", "keys");
        for (var i = checks.size() - 1; i >= 0; i--) {
            assertThat(checks.get(i).run().errors()).as(checks.get(i).title()).isEmpty();
        }
    }

    @Test
    void aFindingSaysWhereItWasSeenAndWhatToDo() {
        var report = EnvironmentCheck.of(Line.provider(Stuck::new)).withSeeds(7).run();

        assertThat(report.errors()).singleElement().satisfies(finding -> {
            assertThat(finding.place()).isEqualTo("seed 7, step 1");
            assertThat(finding.seen()).contains("stuck with key-4711");
        });
        assertThat(report.toString())
                .startsWith("line\n  ok       it is described\n  found    episodes can be played\n    error step-fails"
                        + " (seed 7, step 1): EnvironmentFailedException");
        assertThat(report.measurements()).isEmpty();
    }

    @Test
    void aCheckWithNothingToLookAtSaysSo() {
        var report = EnvironmentCheck.of(Line.provider()).run();
        var secrets = result(report, "secrets");

        assertThat(secrets.skipped()).contains("no secret is declared: withSecret(...)");
        assertThat(secrets.passed()).isFalse();
        assertThat(result(report, "repeatable").skipped()).isEmpty();
        assertThat(result(report, "repeatable").passed()).isTrue();
        assertThat(report.passed()).isTrue();
        assertThat(report.toString())
                .contains("\n  skipped  declared secrets are never seen: no secret is declared: withSecret(...)\n");
        assertThat(JsonText.write(report.toJson()))
                .contains("\"title\":\"declared secrets are never seen\",\"skipped\":\"no secret");
    }

    @Test
    void whereNoEpisodeCanBePlayedTheRestIsSkipped() {
        var report = EnvironmentCheck.of(Line.provider(() -> new Line() {
                    @Override
                    public StepResult<Place> reset(ResetOptions options) {
                        throw new IllegalStateException("no line");
                    }
                }))
                .run();

        assertThat(report.errors()).extracting(Finding::code).containsExactly("reset-fails");
        assertThat(result(report, "json").skipped()).contains("no episode can be played");
        assertThat(result(report, "clears").skipped()).contains("no episode can be played");
    }

    private static CheckResult result(CheckReport report, String id) {
        return report.results().entrySet().stream()
                .filter(entry -> entry.getKey().id().equals(id))
                .map(entry -> entry.getValue())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aDeclaredSecretIsNotPrinted() {
        var report = EnvironmentCheck.of(Line.provider(Stuck::new))
                .withSecret("key-4711")
                .run();

        assertThat(report.errors()).extracting(Finding::code).containsExactly("step-fails", "secret-leaked");
        assertThat(report.toString()).contains("stuck with ***").doesNotContain("key-4711");
        assertThat(JsonText.write(report.toJson())).doesNotContain("key-4711");
    }

    @Test
    void theSameCheckGivesTheSameReport() {
        var check = EnvironmentCheck.of(Line.provider(Stuck::new));

        assertThat(check.run().findings()).isEqualTo(check.run().findings());
    }

    @Test
    void actionsCanBeGiven() {
        var check = EnvironmentCheck.of(Line.provider()).withActions((place, random) -> Line.towards(place));
        var measured = check.run().measurements().orElseThrow();

        assertThat(measured.randomSolved()).isEqualTo(1.0);
        assertThat(measured.episodes()).isEqualTo(3);
        assertThat(measured.steps()).isPositive();
    }

    @Test
    void jsonHoldsEveryCheck() {
        var report = EnvironmentCheck.of(Line.provider()).run();
        var json = JsonText.parse(JsonText.write(report.toJson()));

        assertThat(json.bool("passed")).contains(true);
        assertThat(json.list("checks").orElseThrow())
                .hasSameSizeAs(report.results().keySet());
        assertThat(json.object("measurements").orElseThrow().integer("episodes"))
                .hasValue(3);
    }

    @Test
    void aSlowCheckIsEndedByItsLimit() {
        var end = new CountDownLatch(1);
        var check = EnvironmentCheck.of(Line.provider(() -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return new Line();
                }))
                .withCheckLimit(Duration.ofMillis(100));

        assertThat(check.checks().get(1).run().findings())
                .extracting(Finding::code)
                .containsExactly("check-takes-too-long");
        end.countDown();
    }

    @Test
    void anInterruptEndsTheRun() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> EnvironmentCheck.of(Line.provider()).run()).isInstanceOf(OpenEnvException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        var check = EnvironmentCheck.of(Line.provider());

        assertThatThrownBy(check::withSeeds).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> check.withSteps(0)).hasMessageContaining("at least 1, got 0");
        assertThatThrownBy(() -> check.withCallLimit(Duration.ZERO)).hasMessageContaining("above zero");
        assertThatThrownBy(() -> check.withSecret(" ")).hasMessageContaining("blank");
    }

    @Test
    void worldsWithoutASeedAreNotCompared() {
        var unseeded = Line.provider(() -> new Line() {
                    @Override
                    public StepResult<Place> reset(ResetOptions options) {
                        return super.reset(ResetOptions.defaults());
                    }
                })
                .with(spec -> spec.seeded(false));

        assertThat(EnvironmentCheck.of(unseeded).run().errors()).isEmpty();
        assertThat(EnvironmentCheck.of(unseeded.with(spec -> spec.seeded(true)))
                        .run()
                        .errors())
                .extracting(Finding::code)
                .isEqualTo(List.of("not-repeatable"));
    }
}
