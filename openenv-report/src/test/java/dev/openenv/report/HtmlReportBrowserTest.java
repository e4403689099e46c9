package dev.openenv.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens reports in a real browser. Skipped where there is none, unless {@code -Dopenenv.require.chromium=true}. */
class HtmlReportBrowserTest {

    private static final Path PICTURES = Path.of("target", "screenshots");

    @TempDir
    private static Path folder;

    private static Browser browser;
    private static String report;

    @BeforeAll
    static void start() throws Exception {
        var executable = Browser.executable();
        if (!Boolean.getBoolean("openenv.require.chromium")) {
            Assumptions.assumeTrue(executable.isPresent(), "skipped: no Chromium on this machine's path");
        }
        browser = new Browser(executable.orElseThrow());
        var walks = new GridWalks();
        var file = folder.resolve("report.html");
        HtmlReport.of("Grid walk: three walkers")
                .add(walks, walks.play("careful", 60, 1, 0.05), Duration.ofMillis(140))
                .add(walks, walks.play("hasty", 60, 1, 0.35), Duration.ofMillis(160))
                .add(walks, walks.play("lost", 60, 1, 1.0), Duration.ofMillis(420))
                .created(Instant.parse("2026-11-22T18:40:00Z"))
                .write(file);
        report = file.toUri().toString();
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void pictures() throws Exception {
        for (var scheme : new String[] {"light", "dark"}) {
            browser.looks(1280, 900, scheme);
            browser.open(report);
            browser.screenshot(PICTURES.resolve("summary-" + scheme + ".png"));
            browser.open(report + "#episode=hasty%2Fwalk-3%2F0&step=2");
            browser.screenshot(PICTURES.resolve("viewer-" + scheme + ".png"));
            browser.open(report + "#tasks");
            browser.screenshot(PICTURES.resolve("tasks-" + scheme + ".png"));
            browser.open(report + "#episodes");
            browser.screenshot(PICTURES.resolve("episodes-" + scheme + ".png"));
            browser.looks(390, 844, scheme);
            browser.open(report);
            browser.screenshot(PICTURES.resolve("phone-summary-" + scheme + ".png"));
            browser.open(report + "#episode=hasty%2Fwalk-3%2F0&step=2");
            browser.screenshot(PICTURES.resolve("phone-viewer-" + scheme + ".png"));
        }
        assertThat(browser.complaints()).isEmpty();
    }
}
