package dev.openenv.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Opens reports in a real browser. Skipped where there is none, unless {@code -Dopenenv.require.chromium=true}; pictures
 * of the views are in {@code target/screenshots}.
 */
class HtmlReportBrowserTest {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final String STEP_TWO = "#episode=hasty%2Fwalk-1%2F0&step=2";

    @TempDir
    private static Path folder;

    private static Browser browser;
    private static String walks;

    @BeforeAll
    static void start() throws Exception {
        var executable = Browser.executable();
        if (!Boolean.getBoolean("openenv.require.chromium")) {
            Assumptions.assumeTrue(executable.isPresent(), "skipped: no Chromium on this machine's path");
        }
        browser = new Browser(executable.orElseThrow(() ->
                new AssertionError("openenv.require.chromium is set, and no Chromium is on this machine's path")));
        var world = new GridWalks();
        walks = write(
                "walks",
                HtmlReport.of("Grid walk: three walkers")
                        .add(world, world.play("careful", 60, 1, 0.05), Duration.ofMillis(140))
                        .add(world, world.play("hasty", 60, 1, 0.35), Duration.ofMillis(160))
                        .add(world, world.play("lost", 60, 1, 1.0), Duration.ofMillis(420))
                        .created(Instant.parse("2026-11-22T18:40:00Z")));
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void laptop() throws Exception {
        browser.looks(1280, 800, "light");
    }

    @AfterEach
    void pageIsQuietAndAsksNothingOfTheNetwork() {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).isNotEmpty().allMatch(url -> url.startsWith("file:") || url.startsWith("data:"));
    }

    @Test
    void summaryShowsTheTableAndFourCharts() throws Exception {
        browser.open(walks);

        assertThat(browser.text("h1")).isEqualTo("Grid walk: three walkers");
        assertThat(browser.text("#subtitle"))
                .isEqualTo("grid-walk 1.0.0 · 3 agents · 180 episodes · 22 November 2026 at 18:40 UTC");
        assertThat(browser.evaluate("document.querySelectorAll('.results tbody tr').length")
                        .asInt())
                .isEqualTo(3);
        assertThat(browser.text(".results tbody tr:nth-child(3)"))
                .contains("lost", "17.2 %", "10 of 58", "9.6 to 28.9");
        assertThat(browser.evaluate("[...document.querySelectorAll('canvas')].every((canvas) => Chart.getChart(canvas)"
                                + " && canvas.getAttribute('aria-label').includes('hasty'))")
                        .asBoolean())
                .isTrue();
        assertThat(browser.evaluate("document.querySelectorAll('canvas').length")
                        .asInt())
                .isEqualTo(4);
    }

    @Test
    void addressOpensAStepAndKeysGoOnFromThere() throws Exception {
        browser.open(walks + STEP_TWO);
        assertThat(browser.text(".position")).isEqualTo("Step 2 / 8");
        assertThat(browser.text(".record")).contains("\"direction\": \"up\"", "Go on.");

        browser.press("ArrowRight");
        assertThat(browser.text(".position")).isEqualTo("Step 3 / 8");
        assertThat(browser.evaluate("location.hash").asText()).endsWith("&step=3");

        browser.press("Home");
        assertThat(browser.text(".position")).isEqualTo("Reset / 8");
        assertThat(browser.text(".record")).contains("Walk to the flag.").doesNotContain("Action");

        browser.press("End");
        assertThat(browser.text(".position")).isEqualTo("Step 8 / 8");
        assertThat(browser.text(".record")).contains("terminated", "There.");
        assertThat(browser.text("#announcer")).isEqualTo("Step 8: reward 1, total 0.3, terminated");
    }

    @Test
    void buttonsSliderAndListStepToo() throws Exception {
        browser.open(walks + STEP_TWO);

        browser.evaluate("document.querySelector('[aria-label=\"Next step\"]').click()");
        assertThat(browser.text(".position")).isEqualTo("Step 3 / 8");
        browser.evaluate("document.querySelectorAll('.step-list button')[5].click()");
        assertThat(browser.text(".position")).isEqualTo("Step 5 / 8");
        browser.evaluate("{ const slider = document.querySelector('[type=range]'); slider.value = 1;"
                + " slider.dispatchEvent(new Event('input')); }");
        assertThat(browser.text(".position")).isEqualTo("Step 1 / 8");
        assertThat(browser.evaluate("document.querySelectorAll('[aria-current=step]').length")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void drawingIsAnImageWithTheTextBesideIt() throws Exception {
        browser.open(walks + STEP_TWO);

        assertThat(browser.evaluate("document.querySelector('img.drawing').src").asText())
                .startsWith("data:image/svg+xml;base64,");
        assertThat(browser.evaluate(
                                "document.querySelector('img.drawing').decode().then(() => document.querySelector('img.drawing').naturalWidth)")
                        .asInt())
                .isPositive();
        assertThat(browser.text("pre.drawing")).hasLineCount(GridWalk.ROWS).contains("@", "F");
    }

    @Test
    void refusedActionsAndFailuresAreShown() throws Exception {
        browser.open(walks + "#episode=lost%2Fwalk-28%2F0");
        assertThat(browser.text(".failure")).contains("step_timeout", "the grid did not answer in 1 s");
        assertThat(browser.text(".facts")).contains("Environment failed", "Refused");

        browser.evaluate("[...document.querySelectorAll('.step-list button')]"
                + ".find((row) => row.textContent.includes('refused')).click()");
        assertThat(browser.text(".record .failure")).contains("Refused", "a step that stays on the grid");
        assertThat(browser.text(".stage")).contains("no drawing since");
    }

    @Test
    void matrixLinksEachAttemptToItsEpisode() throws Exception {
        browser.open(walks + "#tasks");
        assertThat(browser.evaluate("document.querySelectorAll('.matrix .attempts a').length")
                        .asInt())
                .isEqualTo(180);

        browser.evaluate(
                "new Promise((done) => { addEventListener('hashchange', done, {once: true});"
                        + " document.querySelector('.matrix tbody tr:nth-child(2) td:nth-child(3) a').click(); }).then(() => 1)");
        assertThat(browser.text("h2")).isEqualTo("walk-1");
        assertThat(browser.text(".facts")).contains("hasty");
    }

    @Test
    void listIsFilteredByItsAddressAndByHand() throws Exception {
        browser.open(walks + "#episodes&agent=2&outcome=environment_failed");
        assertThat(browser.text("main [role=status]")).isEqualTo("2 episodes");

        browser.evaluate("{ const search = document.querySelector('[type=search]'); search.value = 'walk-28';"
                + " search.dispatchEvent(new Event('input')); }");
        assertThat(browser.text("main [role=status]")).isEqualTo("1 episode");
        assertThat(browser.evaluate("location.hash").asText()).contains("task=walk-28");

        browser.open(walks + "#episodes");
        assertThat(browser.evaluate("document.querySelectorAll('.episodes tbody tr').length")
                        .asInt())
                .isEqualTo(100);
        browser.evaluate("document.querySelector('.more').click()");
        assertThat(browser.evaluate("document.querySelectorAll('.episodes tbody tr').length")
                        .asInt())
                .isEqualTo(180);
    }

    @Test
    void hostileEpisodeIsShownAndDoesNothing() throws Exception {
        var report = write(
                "hostile",
                HtmlReport.of(Hostile.TEXT).add(new JsonWorlds(), List.of(Hostile.episode()), Duration.ZERO));
        for (var view : List.of("", "#tasks", "#episodes")) {
            browser.open(report + view);
            assertThat(browser.evaluate("typeof window.broken").asText())
                    .as(view)
                    .isEqualTo("undefined");
            assertThat(browser.text("main")).contains("onerror=\"window.broken=2\"");
        }
        follow(".episodes a");
        browser.evaluate("document.querySelector('img').decode()");
        for (var step = 0; step < 2; step++) {
            assertThat(browser.text(".record")).contains("onerror=", "\"big\": 9007199254740993");
            browser.press("ArrowRight");
        }
        assertThat(browser.text(".facts")).contains("18446744073709551617");
        assertThat(browser.evaluate("document.querySelectorAll('main script, main img[onerror]').length")
                        .asInt())
                .isZero();
        assertThat(browser.evaluate("typeof window.broken").asText()).isEqualTo("undefined");
    }

    @Test
    void pageSaysWhichStepsItDoesNotHold() throws Exception {
        var world = new GridWalks();
        var report = write(
                "sample",
                HtmlReport.of("Sample")
                        .add(world, world.play("a", 40, 2, 0.3), Duration.ZERO)
                        .episodeLimit(10));

        browser.open(report + "#episodes");
        assertThat(browser.text("main [role=status]")).contains("80 episodes. The steps of 10 of 80 are in this file");
        follow(".summary-only a");
        assertThat(browser.text(".empty")).contains("not in this file");
        assertThat(browser.text(".facts")).contains("Attempt", "Total reward");
    }

    @Test
    void environmentsAreChosenAtTheTop() throws Exception {
        var world = new GridWalks();
        var others = new Episodes("other").add("b", "t", 0, Outcome.FINISHED, 2, 3);
        var report = write(
                "worlds",
                HtmlReport.of("Two worlds")
                        .add(world, world.play("a", 5, 1, 0), Duration.ZERO)
                        .add(new JsonWorlds(), others.list(), Duration.ZERO));

        browser.open(report);
        assertThat(browser.text(".results")).contains("grid-walk 1.0.0", "other 1.0.0", "no criterion", "no interval");
        browser.evaluate("{ const select = document.querySelector('#world'); select.value = '1';"
                + " select.dispatchEvent(new Event('change')); }");
        assertThat(browser.text("#charts")).isEqualTo("Distributions in other");
    }

    @Test
    void emptyReportAndUnknownEpisodeSaySo() throws Exception {
        browser.open(write("empty", HtmlReport.of("Empty")));
        assertThat(browser.text("main")).isEqualTo("This report has no episodes.");

        browser.open(walks + "#episode=nobody");
        assertThat(browser.text("main")).isEqualTo("There is no episode \"nobody\" in this report.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everyViewFitsALaptopAndAPhone(String scheme) throws Exception {
        for (var width : new int[] {1280, 390}) {
            browser.looks(width, width < 600 ? 1700 : 1500, scheme);
            for (var view : List.of("#summary", "#tasks", "#episodes", STEP_TWO)) {
                browser.open(walks + view);
                assertThat(browser.evaluate("document.documentElement.scrollWidth")
                                .asInt())
                        .as("%s at %d", view, width)
                        .isLessThanOrEqualTo(width);
                browser.screenshot(PICTURES.resolve(
                        view.substring(1).replaceAll("\\W.*", "") + "-" + width + "-" + scheme + ".png"));
            }
        }
    }

    private static void follow(String link) throws Exception {
        browser.evaluate("new Promise((done) => { addEventListener('hashchange', () => done(1), {once: true});"
                + " document.querySelector('" + link + "').click(); })");
    }

    private static String write(String name, HtmlReport report) {
        var file = folder.resolve(name + ".html");
        report.write(file);
        return file.toUri().toString();
    }
}
