package dev.openenv.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ResultTableTest {

    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    @Test
    void plainRunHasTheSevenFactsAndNoMore() {
        var episodes = new Episodes("world");
        for (var task = 0; task < 10; task++) {
            var solved = task < 8;
            episodes.add("entropy", "t" + task, 0, solved ? Outcome.SOLVED : Outcome.UNSOLVED, solved ? 1 : 0, 150);
            episodes.add("simple", "t" + task, 0, Outcome.SOLVED, 1, 2);
        }

        var table = ResultTable.of(AgentStatistics.of(episodes.list(), ONE_SECOND));

        assertThat(table)
                .hasToString(
                        """
                Agent    Tasks  Solved            Rate (95 %)    Mean reward (95 %)  Mean steps  Steps/s  Unsolved  Errors
                ───────  ─────  ──────  ─────────────────────  ────────────────────  ──────────  ───────  ────────  ──────
                entropy     10       8    80.0 % [49.0, 94.3]  0.800 [0.498, 1.102]      150.00    1,500         2       0
                simple      10      10  100.0 % [72.2, 100.0]  1.000 [1.000, 1.000]        2.00       20         0       0
                """);
    }

    @Test
    void whatDoesNotExistIsADash() {
        var episodes = new Episodes("world")
                .add("a", "t", 0, Outcome.FINISHED, -0.0001, 1)
                .add("b", "t", 0, Outcome.CANCELLED, 1, 1)
                .list();

        assertThat(ResultTable.of(AgentStatistics.of(episodes, Duration.ZERO)).ascii())
                .hasToString(
                        """
                Agent  Tasks  Solved  Rate (95 %)  Mean reward (95 %)  Mean steps  Steps/s  Finished  Cancelled  Errors
                -----  -----  ------  -----------  ------------------  ----------  -------  --------  ---------  ------
                a          1       -            -           0.000 [-]        1.00        -         1          0       0
                b          1       -            -                   -           -        -         0          1       0
                """);
    }

    @Test
    void attemptsEnvironmentsRefusalsAndErrorsHaveColumnsWhenThereAreAny() {
        var all = new ArrayList<>(new Episodes("world")
                .add("a", "t", 0, Outcome.SOLVED, 1, 1, 2)
                .add("a", "t", 1, Outcome.ENVIRONMENT_FAILED, 0, 1)
                .list());
        all.addAll(new Episodes("another")
                .add("a", "t", 0, Outcome.AGENT_STOPPED, 0, 1)
                .list());

        assertThat(ResultTable.of(AgentStatistics.of(all, ONE_SECOND)).ascii())
                .hasToString(
                        """
                Agent  Environment    Tasks  Episodes  Solved  Rate (95 %)  Mean reward (95 %)  Mean steps  Steps/s  Stopped  Refused  Errors
                -----  -------------  -----  --------  ------  -----------  ------------------  ----------  -------  -------  -------  ------
                a      world 1.0.0        1         2       1  100.0 % [-]           1.000 [-]        1.00        2        0        2       1
                a      another 1.0.0      1         1       0    0.0 % [-]           0.000 [-]        1.00        1        1        0       0
                """);
    }

    @Test
    void namesCannotCommandTheTerminalOrBreakTheTable() {
        var episodes = new Episodes("world")
                .add("\u001b[31mred\nline\u202e", "t", 0, Outcome.SOLVED, 1, 1)
                .add("x".repeat(100), "t", 0, Outcome.SOLVED, 1, 1)
                .add("caf\u00e9 \ud83d\ude80 \ud800", "t", 0, Outcome.SOLVED, 1, 1)
                .list();
        var statistics = AgentStatistics.of(episodes, ONE_SECOND);

        assertThat(ResultTable.of(statistics).toString())
                .contains("?[31mred?line? ", "x".repeat(31) + "\u2026 ", "caf\u00e9 \ud83d\ude80 ? ")
                .hasLineCount(5);
        assertThat(ResultTable.of(statistics).ascii().toString())
                .contains("x".repeat(29) + "... ", "caf? ? ? ")
                .matches(text -> text.chars().allMatch(c -> c == '\n' || c >= ' ' && c < 127));
    }
}
