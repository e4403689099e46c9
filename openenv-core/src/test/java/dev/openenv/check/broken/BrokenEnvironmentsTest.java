package dev.openenv.check.broken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.ResetOptions;
import dev.openenv.check.CheckReport;
import dev.openenv.check.EnvironmentCheck;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.ToolProvider;
import dev.openenv.tools.Tool;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checker finds the flaw of each broken world, and nothing else in it. */
@Timeout(300)
class BrokenEnvironmentsTest {

    private static final CountDownLatch END = new CountDownLatch(1);

    public static final class Notes {
        private final StringBuilder all = new StringBuilder();
        private final int most;

        Notes(ResetOptions options) {
            most = options.random().nextInt(20, 30);
        }

        @Tool("Writes a line down.")
        public int write(String line) {
            if (all.length() + line.length() > most) {
                throw new IllegalStateException("the page is full");
            }
            all.append(line);
            return most - all.length();
        }

        @Tool("Reads everything.")
        public String read() {
            return all.toString();
        }
    }

    static Stream<Flaw> flaws() {
        return Stream.of(
                        RepeatFlaws.all(),
                        ValueFlaws.all(),
                        LifeFlaws.failing(END),
                        LifeFlaws.closing(END),
                        LifeFlaws.telling())
                .flatMap(List::stream);
    }

    @AfterAll
    static void letGo() {
        END.countDown();
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void eachFlawIsFoundAndNothingElse(Flaw flaw) {
        var report = flaw.check().run();

        assertThat(codes(report)).as(report.toString()).isEqualTo(flaw.code());
        assertThat(report.passed()).isFalse();
        assertThat(report.errors()).allSatisfy(finding -> {
            assertThat(finding.seen()).isNotBlank().doesNotContain(LifeFlaws.SECRET);
            assertThat(finding.advice()).endsWith(".");
        });
    }

    @Test
    void thereAreManyAndEachFindingHasOne() {
        assertThat(flaws()).hasSizeGreaterThan(25);
    }

    @Test
    void theirTwinsWithoutAFlawAreClean() {
        var well = EnvironmentCheck.of(Well.provider(Well::new))
                .withSolution(Flaw::solution)
                .withChance()
                .withSecret(LifeFlaws.SECRET);
        var json = ValueFlaws.json(action -> {
            ValueFlaws.valid(action);
            return JsonObject.of("dice", 3);
        });
        var tools =
                EnvironmentCheck.of(ToolProvider.of(Notes.class, Notes::new)).withChance();

        for (var check : List.of(well, json, tools)) {
            var report = check.run();
            assertThat(report.errors()).as(report.toString()).isEmpty();
        }
        assertThat(well.run().findings()).isEmpty();
    }

    private static String codes(CheckReport report) {
        return report.errors().stream()
                .map(finding -> finding.code())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
