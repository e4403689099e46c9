package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.Observation;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.annotation.Param;
import dev.openenv.environments.gridworld.GridWorld;
import dev.openenv.environments.openspiel.OpenSpielEnvironments;
import dev.openenv.environments.wordgame.WordGame;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.InProcessProvider;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Plays in a real browser. Skipped where there is none, unless {@code -Dopenenv.require.chromium=true}; pictures are in
 * {@code target/screenshots}.
 */
@Timeout(120)
class PlaygroundBrowserTest {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final String HOSTILE = "</script><img src=x onerror=\"window.hit=1\"><b id=\"bold\">";

    private static Browser browser;

    enum Colour {
        RED,
        GREEN
    }

    /** One field of every kind. */
    record Everything(
            @Param("What to say") String text,
            @Param(min = 0, max = 9) int number,
            @Param(defaultValue = "0.5") double share,
            @Param(defaultValue = "true") boolean loud,
            @Param(defaultValue = "\"RED\"") Colour colour,
            @Param(defaultValue = "[1,2]") List<Integer> numbers)
            implements Action {}

    record Seen(String said) implements Observation {}

    /** Says back, and draws, what came in. */
    private static final class Mirror implements Environment<Everything, Seen>, Rendering {

        private String last = HOSTILE;

        @Override
        public StepResult<Seen> reset(ResetOptions options) {
            return StepResult.of(new Seen("seed " + options.originalSeed().orElse(null)))
                    .withMetadata(JsonObject.of(HOSTILE, HOSTILE));
        }

        @Override
        public StepResult<Seen> step(Everything action) {
            last = action.toString();
            return StepResult.of(new Seen(action.toString()), action.share());
        }

        @Override
        public String text() {
            return last;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        var executable = Browser.executable();
        if (!Boolean.getBoolean("openenv.require.chromium")) {
            Assumptions.assumeTrue(executable.isPresent(), "skipped: no Chromium on this machine's path");
        }
        browser = new Browser(executable.orElseThrow(
                () -> new AssertionError("openenv.require.chromium is set, and no Chromium is on the path")));
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void nothingWasComplainedAbout() {
        assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("status of 422"));
    }

    private static RunningServer mirror() {
        return EnvServer.serve(InProcessProvider.of(Everything.class, Seen.class, Mirror::new)
                        .withName("mirror")
                        .withDescription(HOSTILE)
                        .with(spec -> spec.readme(HOSTILE)))
                .port(0)
                .web(true)
                .start();
    }

    private static void until(String condition) throws Exception {
        var found = browser.evaluate("new Promise((done) => { const end = Date.now() + 15000; const look = () => {"
                + " if (!document.body.hasAttribute('aria-busy') && " + condition
                + ") done(true); else if (Date.now() > end) done(false); else setTimeout(look, 20); };"
                + " look(); })");
        assertThat(found.asBoolean()).as(condition).isTrue();
    }

    private static void open(RunningServer server, String path) throws Exception {
        browser.looks(1280, 900, "light");
        browser.open(server.uri() + path);
        until("document.getElementById('live').className === 'on'");
    }

    @Test
    void aFormOfEveryKindOfFieldIsFilledAndSent() throws Exception {
        try (var server = mirror()) {
            open(server, "/web/");
            browser.evaluate(
                    "document.getElementById('seed').value = '7'; document.getElementById('start').requestSubmit()");
            until("document.getElementById('observation').textContent.includes('seed 7')");
            browser.evaluate("document.getElementById('field-text').value = 'hello';"
                    + "document.getElementById('field-number').value = '3';"
                    + "document.getElementById('field-colour').selectedIndex = 2;"
                    + "document.getElementById('act').requestSubmit()");
            until("document.getElementById('history').children.length === 1");
            assertThat(browser.text("#observation"))
                    .contains("Everything[text=hello, number=3, share=0.5, loud=true, colour=GREEN, numbers=[1, 2]]");
            assertThat(browser.text("#total")).isEqualTo("0.5");
            assertThat(browser.text("#drawing")).contains("text=hello");
            browser.evaluate("document.getElementById('field-numbers').value = '[1,';"
                    + "document.getElementById('act').requestSubmit()");
            until("document.getElementById('problem').textContent.startsWith('Numbers')");
            browser.evaluate("document.getElementById('field-numbers').value = '[\"x\"]';"
                    + "document.getElementById('act').requestSubmit()");
            until("document.getElementById('problem').textContent.includes('numbers.0')");
        }
    }

    @Test
    void whatTheEnvironmentSaysIsTextAndNothingElse() throws Exception {
        try (var server = mirror()) {
            open(server, "/web/");
            browser.evaluate("document.getElementById('start').requestSubmit()");
            until("document.getElementById('drawing').textContent.includes('</script>')");
            assertThat(browser.evaluate("typeof window.hit").asText()).isEqualTo("undefined");
            assertThat(browser.evaluate("document.querySelectorAll('#bold, img').length")
                            .asInt())
                    .isZero();
            assertThat(browser.requests())
                    .allMatch(address -> address.startsWith(server.uri().toString())
                            || address.startsWith("data:")
                            || address.startsWith("ws://127.0.0.1"));
        }
    }

    @Test
    void theButtonThatComesNextIsTheLoudOne() throws Exception {
        try (var server = EnvServer.serve(OpenSpielEnvironments.ticTacToe())
                .port(0)
                .web(true)
                .start()) {
            open(server, "/web/");
            assertThat(loud()).isEqualTo("reset");
            browser.screenshot(PICTURES.resolve("before-the-first-episode.png"));
            browser.press("r");
            until("document.getElementById('quick').children.length === 9");
            assertThat(loud()).isEqualTo("step");
            for (var i = 0; i < 5 && !browser.text("#done").equals("done"); i++) {
                var steps = browser.text("#steps");
                browser.press("1");
                until("document.getElementById('steps').textContent !== '" + steps + "'");
            }
            assertThat(browser.text("#done")).isEqualTo("done");
            assertThat(loud()).isEqualTo("reset");
        }
    }

    private static String loud() throws Exception {
        return browser.evaluate("[...document.querySelectorAll('button.main')].map((one) => one.id).join()")
                .asText();
    }

    @Test
    void aTaskIsChosenByItsSplitAndIndex() throws Exception {
        var provider = WordGame.provider();
        var split = provider.tasks().splits().iterator().next();
        var last = provider.tasks().split(split).tasks().size() - 1;
        try (var server = EnvServer.serve(provider).port(0).web(true).start()) {
            open(server, "/web/");
            assertThat(browser.evaluate("document.getElementById('index').disabled")
                            .asBoolean())
                    .isTrue();
            browser.evaluate("{ const split = document.getElementById('split'); split.value = '" + split + "';"
                    + " split.dispatchEvent(new Event('change'));"
                    + " window.sent = []; const plain = window.fetch; window.fetch = (path, asked) => {"
                    + " window.sent.push(asked.body); return plain(path, asked); };"
                    + " document.getElementById('index').value = '" + last + "';"
                    + " document.getElementById('seed').value = '3'; }");
            assertThat(browser.evaluate("document.getElementById('index').max").asText())
                    .isEqualTo("" + last);
            browser.evaluate("document.getElementById('start').requestSubmit()");
            until("document.getElementById('done').textContent === 'running'");
            assertThat(browser.evaluate("window.sent.join()").asText())
                    .isEqualTo("{\"seed\":3,\"split\":\"" + split + "\",\"index\":" + last + "}");
            browser.screenshot(PICTURES.resolve("tasks.png"));
        }
        try (var server = mirror()) {
            open(server, "/web/");
            assertThat(browser.evaluate("document.getElementById('split') === null")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void anErrorWithoutAPlaceBeginsWithItsWords() throws Exception {
        try (var server = EnvServer.serve(OpenSpielEnvironments.ticTacToe())
                .port(0)
                .web(true)
                .start()) {
            open(server, "/web/");
            browser.press("r");
            until("document.getElementById('quick').children.length === 9");
            browser.press("5");
            until("document.getElementById('history').children.length === 1");
            browser.evaluate("document.getElementById('field-action_id').value = '4';"
                    + "document.getElementById('act').requestSubmit()");
            until("document.getElementById('problem').textContent !== ''");
            assertThat(browser.text("#problem")).doesNotStartWith(":").startsWith("Value error, ");
        }
    }

    @Test
    void pagesLeadToEachOtherAndToTheOtherEnvironments() throws Exception {
        try (var server = EnvServer.serve(OpenSpielEnvironments.ticTacToe(), GridWorld.provider())
                .port(0)
                .web(true)
                .start()) {
            var at = server.uri().toString();
            var other = at + "/envs/" + GridWorld.provider().spec().name();
            open(server, "/web/");
            assertThat(links()).contains(at + "/docs", other + "/web/");
            open(server, "/envs/" + GridWorld.provider().spec().name() + "/web/");
            assertThat(links())
                    .contains(
                            other + "/docs",
                            at + "/envs/"
                                    + OpenSpielEnvironments.ticTacToe().spec().name() + "/web/");
            browser.open(at + "/docs");
            assertThat(links()).contains(at + "/web/", other + "/docs");
            browser.screenshot(PICTURES.resolve("docs-of-two.png"));
            browser.open(other + "/docs");
            assertThat(links()).contains(other + "/web/", other + "/docs");
            for (var link : links().split(" ")) {
                assertThat(RawHttp.status(
                                server.port(), RawHttp.head("GET " + link.substring(at.length()), server.port())))
                        .as(link)
                        .isEqualTo(200);
            }
        }
        try (var server = EnvServer.serve(GridWorld.provider()).port(0).start()) {
            browser.open(server.uri() + "/docs");
            assertThat(links()).isEqualTo(server.uri() + "/openapi.json");
        }
    }

    private static String links() throws Exception {
        return browser.evaluate("[...document.links].map((one) => one.href).join(' ')")
                .asText();
    }

    @Test
    void keysAloneAreEnough() throws Exception {
        try (var server = EnvServer.serve(OpenSpielEnvironments.ticTacToe())
                .port(0)
                .web(true)
                .start()) {
            open(server, "/web/");
            browser.press("r");
            until("document.getElementById('quick').children.length === 9");
            browser.press("5");
            until("document.getElementById('history').children.length === 1");
            assertThat(browser.text("#history")).contains("\"action_id\":4");
        }
    }

    @Test
    void visitorsSeeWhatOthersDo() throws Exception {
        try (var server = mirror()) {
            open(server, "/web/");
            Ask.of(server).post("/web/reset", "{\"seed\":99}");
            until("document.getElementById('observation').textContent.includes('seed 99')");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void fitsAPhoneAndADesk(String scheme) throws Exception {
        try (var server =
                EnvServer.serve(GridWorld.provider()).port(0).web(true).start()) {
            open(server, "/web/");
            browser.evaluate("document.getElementById('start').requestSubmit()");
            until("document.getElementById('quick').children.length === 4");
            browser.press("2");
            until("document.getElementById('history').children.length === 1");
            for (var page : List.of("web/", "docs")) {
                if (page.equals("docs")) {
                    browser.open(server.uri() + "/docs");
                }
                for (var width : new int[] {1280, 390}) {
                    browser.looks(width, 1000, scheme);
                    assertThat(browser.evaluate("document.documentElement.scrollWidth")
                                    .asInt())
                            .as(page + " at " + width)
                            .isLessThanOrEqualTo(width);
                    browser.screenshot(PICTURES.resolve(page.replace("/", "") + "-" + width + "-" + scheme + ".png"));
                }
            }
        }
    }
}
