package dev.openenv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.CatalogEntry;
import dev.openenv.EnvironmentCatalog;
import dev.openenv.annotation.Param;
import dev.openenv.codec.JsonText;
import dev.openenv.environments.wordgame.WordGame;
import dev.openenv.provider.Catalog;
import dev.openenv.provider.ToolProvider;
import dev.openenv.tools.Tool;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that only read: list, describe, show, report. */
class ReadingCommandsTest {

    @TempDir
    private Path folder;

    @Test
    void listNamesEveryEnvironmentOfTheCatalogue() {
        var run = CommandRun.of("list");

        assertThat(run.code()).isZero();
        assertThat(run.lines().get(0)).matches("Name +Version +Tasks +Agents +Description");
        for (var name : Catalog.load().entries().keySet()) {
            assertThat(run.lines()).anyMatch(line -> line.startsWith(name + " "));
        }
        assertThat(run.lines()).anyMatch(line -> line.matches("word-game +1.0.0 +500 +information, simple +Find .*"));
    }

    @Test
    void listIncludesEnvironmentsOfAUser() {
        assertThat(CommandRun.with(Counter.catalog(1), "list").out())
                .containsPattern("(?m)^counter +1.0.0 +3 +steady, breaker +Adds up.$");
    }

    @Test
    void listFitsTheTerminal() {
        var run = CommandRun.onTerminal(100, "list");

        assertThat(run.lines()).allSatisfy(line -> assertThat(line.replaceAll("\033\\[[0-9;]*m", ""))
                .hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void describeSaysWhatThereIsToKnow() {
        var run = CommandRun.of("describe", "word-game");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("word-game 1.0.0", "  word: text like [a-z]{5}; a five-letter English word")
                .contains("  guesses: list of MarkedGuess", "    marks: text like [GYX]{5}")
                .contains("Reward  0 to 1 for each step", "Limit   6 steps for each episode")
                .contains("the sum of rewards is at least 1")
                .contains("Tasks   100 in split test, 400 in split train", "Agents  information, simple");
    }

    @Test
    void everyEnvironmentCanBeDescribed() {
        for (var name : Catalog.load().entries().keySet()) {
            var run = CommandRun.of("describe", name);
            assertThat(run.code()).as(name + run.err()).isZero();
            assertThat(run.out()).contains("Action", "Observation", "Agents");
        }
    }

    @Test
    void describeAsJsonIsTheSpec() {
        var run = CommandRun.of("describe", "word-game", "--json");

        assertThat(JsonText.parse(run.out()))
                .isEqualTo(WordGame.provider().spec().toJson());
    }

    public static final class Kitchen {

        @Tool("Puts the kettle on.")
        public String boil(@Param(value = "how much", min = 1, max = 9) int cups) {
            return "tea";
        }

        @Tool
        public void leave() {}
    }

    @Test
    void toolsSaysWhoRunsCode() {
        assertThat(CommandRun.of("tools", "ticket-desk").out().replaceAll("\\s+", " "))
                .contains("Code in python", "The tools are functions in the agent's code.", "no files, network");
    }

    @Test
    void toolsAreShownForPeopleAndAsMcpSpellsThem() {
        EnvironmentCatalog catalog =
                () -> List.of(CatalogEntry.of(ToolProvider.of(Kitchen.class, options -> new Kitchen())));

        var shown = CommandRun.with(catalog, "tools", "kitchen");
        assertThat(shown.code()).isZero();
        assertThat(shown.lines())
                .containsExactly(
                        "boil",
                        "Puts the kettle on.",
                        "  cups: whole number, 1 to 9; how much",
                        "gives",
                        "  result: text",
                        "",
                        "leave",
                        "  (no fields)");
        var json = JsonText.parse(
                CommandRun.with(catalog, "tools", "kitchen", "--json").out());
        assertThat(json.list("tools").orElseThrow()).hasSize(2);
        assertThat(json.toString()).contains("\"inputSchema\"", "Puts the kettle on.");
    }

    @Test
    void aWorldWithoutToolsSaysSo() {
        var run = CommandRun.of("tools", "word-game");

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo("word-game has no tools; 'openenv describe word-game' shows its actions\n");
        assertThat(CommandRun.of("tools", "nowhere").code()).isNotZero();
    }

    @Test
    void showListsEpisodesAndPrintsOne() {
        var file = record();

        var list = CommandRun.of("show", file);
        assertThat(list.code()).isZero();
        assertThat(list.out())
                .containsPattern("(?m)^  1  steady/count-0/0  counter +steady  count-0  solved +1 +2 ")
                .containsPattern("(?m)^  3  steady/count-2/0 ");

        var one = CommandRun.of("show", file, "steady/count-1/0");
        assertThat(one.code()).isZero();
        assertThat(one.out())
                .contains("counter 1.0.0, agent steady, task count-1, attempt 0, seed 1")
                .contains("step 2  {\"amount\":5,\"twice\":false}  reward 1", "solved: 2 steps, total reward 1");
        assertThat(CommandRun.of("show", file, "2").out()).isEqualTo(one.out());

        var missing = CommandRun.of("show", file, "4");
        assertThat(missing.code()).isEqualTo(ExitCode.USAGE);
        assertThat(missing.err()).contains("no episode is called '4'", "which has 3");
    }

    @Test
    void reportMakesAPageOfRecordingsOfKnownAndUnknownEnvironments() {
        var file = record();
        var page = folder.resolve("page.html");

        for (var run : new CommandRun[] {
            CommandRun.of("report", file, "--out", page.toString()),
            CommandRun.with(Counter.catalog(1), "report", file, "--out", page.toString())
        }) {
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out()).containsPattern("(?m)^steady +3 +3 ");
            assertThat(run.lines()).endsWith("report:   " + page);
            assertThat(page).content().contains("steady/count-2/0");
        }
    }

    @Test
    void aReportThatCannotBeWrittenIsSaid() {
        var run = CommandRun.of("report", record(), "--out", folder.toString());

        assertThat(run.code()).isEqualTo(ExitCode.CANNOT_RUN);
        assertThat(run.err().lines()).singleElement().asString().contains("cannot write the report");
    }

    private String record() {
        var run = CommandRun.with(
                Counter.catalog(1),
                "run",
                "counter",
                "--agent",
                "steady",
                "--parallel",
                "1",
                "--out",
                folder.resolve("run").toString());
        assertThat(run.code()).as(run.err()).isZero();
        return folder.resolve("run/episodes.jsonl").toString();
    }
}
