package dev.openenv.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.openenv.Blame;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Failure;
import dev.openenv.OpenEnvException;
import dev.openenv.Outcome;
import dev.openenv.Retry;
import dev.openenv.StepResult;
import dev.openenv.Trajectory;
import dev.openenv.TrajectoryStep;
import dev.openenv.json.Codec;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

    private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void policyAllowsTheTwoScriptsOfThePageAndNothingElse() throws Exception {
        var page =
                write(HtmlReport.of("walks").add(new GridWalks(), new GridWalks().play("a", 2, 1, 0), Duration.ZERO));

        var hashes = new ArrayList<String>();
        var scripts = SCRIPT.matcher(page);
        while (scripts.find()) {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(scripts.group(1).getBytes(StandardCharsets.UTF_8));
            hashes.add("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
        }
        assertThat(hashes).hasSize(2);
        assertThat(page)
                .contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src "
                        + String.join(" ", hashes)
                        + "; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">");
    }

    @Test
    void theChartLibraryComesWithItsLicenceAndWithoutItsSourceMap() throws Exception {
        var page = write(HtmlReport.of("empty"));

        assertThat(page)
                .contains("Chart.js v4.5.1", "Copyright (c) 2014-2024 Chart.js Contributors", "Jukka Kurkela")
                .contains("Permission is hereby granted, free of charge")
                .doesNotContain("sourceMappingURL");
    }

    @Test
    void hostileTextStaysInsideItsDataBlock() throws Exception {
        var page = write(HtmlReport.of(Hostile.TEXT).add(new JsonWorlds(), List.of(Hostile.episode()), Duration.ZERO));

        assertThat(count(page, "<script")).isEqualTo(count(page, "</script>")).isEqualTo(4);
        assertThat(page).doesNotContain("<img", "<!--", "onerror=\"");
        assertThat(page.substring(page.indexOf("id=\"episode-0\""))).doesNotContain("\u2028", "\u2029");
        var index = block(page, "index");
        var shown = Hostile.TEXT;
        assertThat(index.at("/title").asText()).isEqualTo(shown);
        assertThat(index.at("/agents/0/name").asText()).isEqualTo(shown);
        assertThat(index.at("/worlds/0/tasks/0").asText()).isEqualTo(shown);
        assertThat(index.at("/episodes/0/8").asText()).isEqualTo(shown);
        var episode = block(page, "episode-0");
        assertThat(episode.at("/instruction").asText()).isEqualTo(shown);
        assertThat(episode.at("/frames/0/text").asText()).isEqualTo(shown);
        assertThat(episode.at("/frames/0/svg").asText()).isEqualTo(Hostile.SVG);
        assertThat(episode.at("/frames/1/action").asText()).contains("\\ud800\":", "\"big\":9007199254740993");
    }

    @Test
    void seedsOfAnySizeAreText() throws Exception {
        var page = write(HtmlReport.of("seeds").add(new JsonWorlds(), List.of(Hostile.episode()), Duration.ZERO));

        assertThat(block(page, "episode-0").get("seed").isTextual()).isTrue();
        assertThat(block(page, "episode-0").get("seed").asText()).isEqualTo("18446744073709551617");
    }

    @Test
    void actionThatCannotBeEncodedIsShownAsJavaShowsIt() throws Exception {
        var action = new JsonAction(JsonObject.of("word", "crane"));
        var episode = Trajectory.<JsonAction, JsonObservation>builder("world", "1.0.0", "e")
                .add(TrajectoryStep.failed(action, Failure.of("invalid_action", "no", Blame.AGENT)))
                .build();
        var refusing = new JsonWorlds() {
            @Override
            public Codec<JsonAction> actionCodec() {
                return new HandCodec<>(JsonAction.class, value -> {
                    throw new IllegalStateException("no field may be null");
                });
            }
        };

        var page = write(HtmlReport.of("odd").add(refusing, List.of(episode), Duration.ZERO));

        assertThat(block(page, "episode-0").at("/frames/1/actionText").asText())
                .isEqualTo("JsonAction[json={\"word\":\"crane\"}]");
    }

    @Test
    void pastTheLimitStepsAreASampleAndTheIndexIsWhole() throws Exception {
        var walks = new GridWalks();
        var page = write(HtmlReport.of("many")
                .add(walks, walks.play("a", 30, 1, 0.3), Duration.ofSeconds(1))
                .episodeLimit(7));

        var index = block(page, "index");
        assertThat(index.get("episodes")).hasSize(30);
        assertThat(index.get("shown").asInt()).isEqualTo(7);
        assertThat(count(page, "id=\"episode-")).isEqualTo(7);
        for (var number = 0; number < 30; number++) {
            assertThat(page.contains("id=\"episode-" + number + "\""))
                    .isEqualTo(index.at("/episodes/" + number + "/9").asInt() == 1);
        }
    }

    @Test
    void wallTimesOfAnAgentsRunsAddUp() {
        var walks = new GridWalks();
        var first = walks.play("a", 5, 1, 0);
        var second = walks.play("a", 3, 1, 0.4);
        var statistics = HtmlReport.of("two runs")
                .add(walks, first, Duration.ofSeconds(2))
                .add(walks, second, Duration.ofSeconds(3))
                .statistics();

        assertThat(statistics).hasSize(1);
        assertThat(statistics.get(0).episodes()).isEqualTo(8);
        assertThat(statistics.get(0).wallTime()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void missingFoldersAreMadeAndAnOldFileIsReplaced() throws Exception {
        var file = folder.resolve("new/deep/report.html");
        HtmlReport.of("first").write(file);
        HtmlReport.of("second").write(file);

        assertThat(Files.readString(file)).contains("<title>second</title>");
        assertThat(file.getParent())
                .isDirectoryContaining("glob:**report.html")
                .isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void fileThatCannotBeWrittenIsNamedAndNothingIsLost() throws Exception {
        var blocked = Files.writeString(folder.resolve("file"), "kept").resolve("report.html");

        assertThatThrownBy(() -> HtmlReport.of("lost").write(blocked))
                .isInstanceOfSatisfying(OpenEnvException.class, e -> {
                    assertThat(e.code()).isEqualTo("report_not_written");
                    assertThat(e.blame()).isEqualTo(Blame.INFRASTRUCTURE);
                    assertThat(e.retry()).isEqualTo(Retry.SAME_CALL);
                    assertThat(e).hasMessageContaining(blocked.toString());
                });
        assertThatThrownBy(() -> HtmlReport.of("lost").write(folder)).hasMessageContaining("is a folder");
        assertThat(folder.resolve("file")).hasContent("kept");
    }

    @Test
    void errorOfAnEpisodeLeavesTheOldFile() throws Exception {
        var file = Files.writeString(folder.resolve("report.html"), "old");
        var episode = Trajectory.<JsonAction, JsonObservation>builder("world", "1.0.0", "e")
                .initial(StepResult.of(new JsonObservation(JsonObject.empty())), null)
                .outcome(Outcome.SOLVED, null)
                .build();
        var broken = new JsonWorlds() {
            @Override
            public Codec<JsonObservation> observationCodec() {
                throw new IllegalStateException("broken provider");
            }
        };

        assertThatThrownBy(() -> HtmlReport.of("broken")
                        .add((EnvironmentProvider<JsonAction, JsonObservation>) broken, List.of(episode), Duration.ZERO)
                        .write(file))
                .hasMessage("broken provider");
        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void limitsBelowZeroAreRefused() {
        assertThatThrownBy(() -> HtmlReport.of("none").episodeLimit(-1)).hasMessageContaining("-1");
    }

    private String write(HtmlReport report) throws Exception {
        var file = folder.resolve("report.html");
        report.write(file);
        return Files.readString(file);
    }

    private static JsonNode block(String page, String id) throws Exception {
        var start = "<script type=\"application/json\" id=\"" + id + "\">";
        var from = page.indexOf(start) + start.length();
        assertThat(page).contains(start);
        return JSON.readTree(page.substring(from, page.indexOf("</script>", from)));
    }

    private static int count(String text, String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }
}
