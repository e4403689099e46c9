package dev.openenv.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.Action;
import dev.openenv.CatalogEntry;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.Outcome;
import dev.openenv.Policy;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.environments.echo.Echo;
import dev.openenv.environments.echo.EchoAgent;
import dev.openenv.environments.guessnumber.Bisector;
import dev.openenv.environments.guessnumber.NumberGame;
import dev.openenv.environments.guessnumber.NumberGuess;
import dev.openenv.environments.textarena.GuessTheNumberReader;
import dev.openenv.environments.textarena.TextArena;
import dev.openenv.environments.textarena.TextArenaAction;
import dev.openenv.environments.textarena.WordleReader;
import dev.openenv.environments.wordgame.Guess;
import dev.openenv.environments.wordgame.InformationGuesser;
import dev.openenv.environments.wordgame.SimpleGuesser;
import dev.openenv.environments.wordgame.WordGame;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.rollout.Rollouts;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordProvidersTest {

    @Test
    void namesAndAgentsAreThoseOfTheCatalogue() {
        var entries = Stream.of(WordGame.entries(), NumberGame.entries(), TextArena.entries(), Echo.entries())
                .flatMap(List::stream)
                .map(CatalogEntry::toString);
        assertThat(entries)
                .containsExactly(
                        "CatalogEntry[word-game, agents=[information, simple]]",
                        "CatalogEntry[guess-the-number, agents=[bisector]]",
                        "CatalogEntry[textarena-wordle, agents=[information, simple]]",
                        "CatalogEntry[textarena-guess-the-number, agents=[bisector]]",
                        "CatalogEntry[echo, agents=[caller]]");
    }

    @Test
    void agentsSolveTheTasksInParallel() {
        var words = Rollouts.of(WordGame.provider())
                .policy(InformationGuesser::new)
                .tasks(WordGame.tasks().split("test"))
                .parallel(4)
                .run();
        assertThat(words.count(Outcome.SOLVED)).isGreaterThanOrEqualTo(98);
        assertThat(words.trajectories()).hasSize(100);
        assertThat(solvedOf10(WordGame.provider(), SimpleGuesser::new)).isGreaterThan(5);
        assertThat(solvedOf10(NumberGame.provider(), Bisector::new)).isEqualTo(10);
        assertThat(solvedOf10(TextArena.wordleProvider(), () -> new WordleReader(new InformationGuesser())))
                .isEqualTo(10);
        assertThat(solvedOf10(TextArena.guessTheNumberProvider(), () -> new GuessTheNumberReader(new Bisector())))
                .isEqualTo(10);
    }

    @Test
    void theEchoAgentCallsEveryToolAndStops() {
        var played = Rollouts.of(Echo.provider()).agent(EchoAgent::new).play(ResetOptions.defaults());
        assertThat(played.failure()).isEmpty();
        assertThat(played.steps().stream().map(step -> step.result()
                        .orElseThrow()
                        .observation()
                        .json()
                        .string("tool_name")
                        .orElse("")))
                .containsExactly("", "echo_message", "echo_with_length");
        assertThat(played.steps())
                .allMatch(
                        step -> step.result().orElseThrow().observation().json().get("error") == null);
    }

    @Test
    void whatTheCodecsWriteTheyRead() {
        rereads(WordGame.provider(), new Guess("crane"), new Guess("ghost"));
        rereads(NumberGame.provider(), new NumberGuess(3), new NumberGuess(17));
        rereads(TextArena.wordleProvider(), new TextArenaAction("crane"), new TextArenaAction("[zzzzz]"));
        rereads(TextArena.guessTheNumberProvider(), new TextArenaAction("3"), new TextArenaAction("x"));
    }

    @Test
    void observationsHaveTheNamesOfTheWire() {
        var words = WordGame.provider();
        assertThat(words.actionCodec().encode(new Guess("crane"))).isEqualTo(JsonObject.of("word", "crane"));
        var seen = opened(words).step(new Guess("crane")).observation();
        assertThat(words.observationCodec().encode(seen).names())
                .containsExactly("guesses", "marks", "guesses_left", "message");
        var arena = TextArena.wordleProvider();
        var text = opened(arena).step(new TextArenaAction("crane")).observation();
        assertThat(arena.observationCodec().encode(text).names())
                .containsExactly("prompt", "messages", "current_player_id", "legal_players", "info");
    }

    @Test
    void anOpenedGameSaysWhichFieldIsWrongAndGoesOn() {
        var words = opened(WordGame.provider());
        assertThat(refusal(words, new Guess("CRANE")).field()).contains("/word");
        assertThat(refusal(words, new Guess(null)).field()).contains("/word");
        assertThat(refusal(words, new Guess("zzzzz")).field()).contains("/word");
        assertThat(words.step(new Guess("crane")).observation().guessesLeft()).isEqualTo(5);
        assertThat(refusal(opened(NumberGame.provider()), new NumberGuess(21)).field())
                .contains("/number");
        assertThat(refusal(opened(Echo.provider()), new JsonAction(JsonObject.empty()))
                        .field())
                .contains("/tool_name");
    }

    @Test
    void openedWorldsKeepTheirPictureAndTheirCount() {
        var game = opened(TextArena.wordleProvider());
        game.step(new TextArenaAction("crane"));
        assertThat(game.find(Rendering.class).orElseThrow().text()).startsWith("C R A N E");
        assertThat(game.state().stepCount()).isEqualTo(1);
        assertThat(game.state().episodeId()).isPresent();
        assertThat(game.state().values().string("env_id")).contains("Wordle-v0");
    }

    @Test
    void echoIsCutOffAtItsLimit() {
        var echo = opened(Echo.provider());
        var list = new JsonAction(JsonObject.of("type", "list_tools"));
        for (var step = 1; step < Echo.MAX_STEPS; step++) {
            assertThat(echo.step(list).done()).isFalse();
        }
        assertThat(echo.step(list).truncated()).isTrue();
    }

    private static <A extends Action, O extends Observation> int solvedOf10(
            EnvironmentProvider<A, O> provider, Supplier<? extends Policy<A, O>> players) {
        var tasks = provider.tasks().split("test").limit(10);
        return Rollouts.of(provider).policy(players).tasks(tasks).run().count(Outcome.SOLVED);
    }

    @SafeVarargs
    private static <A extends Action, O extends Observation> void rereads(
            EnvironmentProvider<A, O> provider, A... actions) {
        try (var world = provider.open()) {
            var result = world.reset(ResetOptions.seed(1));
            assertThat(provider.observationCodec()
                            .decode(provider.observationCodec().encode(result.observation())))
                    .isEqualTo(result.observation());
            for (var action : actions) {
                assertThat(provider.actionCodec().decode(provider.actionCodec().encode(action)))
                        .isEqualTo(action);
                result = world.step(action);
                var json = provider.observationCodec().encode(result.observation());
                assertThat(provider.observationCodec().decode(json)).isEqualTo(result.observation());
            }
        }
    }

    private static <A extends Action, O extends Observation> Environment<A, O> opened(
            EnvironmentProvider<A, O> provider) {
        var world = provider.open();
        world.reset();
        return world;
    }

    private static <A extends Action> InvalidActionException refusal(Environment<A, ?> world, A action) {
        return catchThrowableOfType(InvalidActionException.class, () -> world.step(action));
    }
}
