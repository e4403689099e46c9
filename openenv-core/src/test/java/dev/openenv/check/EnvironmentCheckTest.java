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
            assertThat(checks.get(i).run())
                    .as(checks.get(i).title())
                    .noneMatch(finding -> finding.severity() == Severity.ERROR);
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

        assertThat(check.checks().get(1).run()).extracting(Finding::code).containsExactly("check-takes-too-long");
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
