package dev.openenv.environments.textarena;

import dev.openenv.CatalogEntry;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.EpisodeOrderException;
import dev.openenv.InvalidActionException;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.SuccessCriterion;
import dev.openenv.TaskSet;
import dev.openenv.environments.guessnumber.Bisector;
import dev.openenv.environments.guessnumber.NumberRound;
import dev.openenv.environments.wordgame.InformationGuesser;
import dev.openenv.environments.wordgame.SimpleGuesser;
import dev.openenv.environments.wordgame.WordRound;
import dev.openenv.environments.wordgame.Words;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.InProcessProvider;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A game of TextArena (github.com/LeonGuertler/TextArena) for one player, with the frames that OpenEnv's Python environment
 * sends for it.
 *
 * <p>Rewards are 0 until the end: 1 for a win, else the game's partial score. A first invalid move costs nothing and is
 * answered with its reason; a second one in a row ends the game with the partial score. A move without any square bracket is
 * put in brackets. A step before the first reset plays a game that was started without a seed.
 *
 * <p>Unlike the reference it honours seeds, and its state never shows the secret: {@code raw_state} is always empty. The
 * words of Wordle are {@link Words#english()}, not the reference's list, which it downloads.
 *
 * <p>Confined to one thread at a time.
 *
 * <pre>{@code
 * try (var game = TextArena.wordle()) {
 *     game.reset(ResetOptions.seed(42));
 *     var r = game.step(new TextArenaAction("[crane]"));
 *     r.observation().messages().get(0).content();   // the transcript
 * }
 * }</pre>
 */
public final class TextArena implements Environment<TextArenaAction, TextArenaObservation>, Rendering {

    private final String id;
    private final Function<ResetOptions, TextGame> starter;
    private final StringBuilder transcript = new StringBuilder();
    private @Nullable TextGame game;
    private boolean over;
    private boolean struck;
    private int turn;
    private double lastReward;
    private JsonObject info = JsonObject.empty();

    TextArena(String id, Function<ResetOptions, TextGame> starter) {
        this.id = id;
        this.starter = starter;
    }

    /**
     * Wordle-v0: a five-letter word in six guesses.
     *
     * @return a new environment
     */
    public static TextArena wordle() {
        var words = Words.english();
        return new TextArena(
                Wordle.ID, options -> new Wordle(words, options.random().pick(words.secrets())));
    }

    /**
     * GuessTheNumber-v0: a number from 1 to 20.
     *
     * @return a new environment
     */
    public static TextArena guessTheNumber() {
        return new TextArena(
                GuessTheNumber.ID,
                options -> new GuessTheNumber(options.random().nextInt(NumberRound.MIN, NumberRound.MAX + 1)));
    }

    /**
     * Opens games of Wordle-v0, with a task for each of the seeds 0 to 99.
     *
     * @return the provider {@code textarena-wordle}
     */
    public static EnvironmentProvider<TextArenaAction, TextArenaObservation> wordleProvider() {
        return provider(
                        "textarena-wordle",
                        TextArena::wordle,
                        "TextArena's Wordle-v0: a five-letter word in six guesses.")
                .withMaxSteps(2 * WordRound.GUESSES);
    }

    /**
     * Opens games of GuessTheNumber-v0, with a task for each of the seeds 0 to 99.
     *
     * @return the provider {@code textarena-guess-the-number}
     */
    public static EnvironmentProvider<TextArenaAction, TextArenaObservation> guessTheNumberProvider() {
        return provider(
                        "textarena-guess-the-number",
                        TextArena::guessTheNumber,
                        "TextArena's GuessTheNumber-v0: a number from 1 to 20.")
                .withMaxSteps(2 * NumberRound.GUESSES);
    }

    private static InProcessProvider<TextArenaAction, TextArenaObservation> provider(
            String name, Supplier<TextArena> factory, String description) {
        return InProcessProvider.of(TextArena.class, factory)
                .withName(name)
                .withVersion("1.0.0")
                .withDescription(description)
                .withSolved(SuccessCriterion.terminatedWith(1))
                .withRewardRange(0, 1)
                .withTasks(TaskSet.seeds(name, 0, 100, "test", "Play the game that the observation describes."));
    }

    /**
     * The games and their players.
     *
     * @return two entries, with the agents {@code information} and {@code simple}, and {@code bisector}
     */
    public static List<CatalogEntry<?, ?>> entries() {
        return List.of(
                CatalogEntry.of(wordleProvider())
                        .withPolicy("information", () -> new WordleReader(new InformationGuesser()))
                        .withPolicy("simple", () -> new WordleReader(new SimpleGuesser())),
                CatalogEntry.of(guessTheNumberProvider())
                        .withPolicy("bisector", () -> new GuessTheNumberReader(new Bisector())));
    }

    @Override
    public StepResult<TextArenaObservation> reset(ResetOptions options) {
        start(options);
        return result();
    }

    @Override
    public StepResult<TextArenaObservation> step(TextArenaAction action) {
        if (over) {
            throw new EpisodeOrderException("the game is over; start another with reset");
        }
        var message = text(action);
        var playing = game == null ? start(ResetOptions.defaults()) : game;
        var move = message.indexOf('[') < 0 && message.indexOf(']') < 0 ? "[" + message + "]" : message;
        say(playing.player(), withoutNames(move));
        judge(playing, playing.play(move));
        info = playing.signals(message, lastReward)
                .map(signals -> JsonObject.of("reward_signals", signals))
                .orElse(JsonObject.empty());
        return result();
    }

    private TextGame start(ResetOptions options) {
        var started = starter.apply(options);
        game = started;
        over = false;
        struck = false;
        turn = 0;
        lastReward = 0;
        info = JsonObject.empty();
        transcript.setLength(0);
        say("GAME", started.prompt());
        return started;
    }

    private void judge(TextGame playing, TextGame.Verdict verdict) {
        over = verdict.over();
        lastReward = verdict.reward();
        if (verdict.refusal() == null) {
            struck = false;
            turn++;
            if (verdict.reply() != null) {
                say("GAME", verdict.reply());
            }
        } else if (!struck) {
            struck = true;
            say(
                    "GAME",
                    "You attempted an invalid move. Reason: " + verdict.refusal() + " Please resubmit a valid move and"
                            + " remember to follow the game rules to avoid penalties.");
        } else {
            over = true;
            turn++;
            lastReward = playing.partialScore();
        }
    }

    private StepResult<TextArenaObservation> result() {
        var content = transcript.toString();
        var message = new TextArenaMessage(-1, content, "MESSAGE");
        var prompt = turn == 0 ? content.strip() : id;
        var observation = new TextArenaObservation(prompt, List.of(message), 0, List.of(0), info);
        var raw = JsonObject.of("sender_id", -1, "content", content, "category", "MESSAGE");
        var metadata = JsonObject.builder()
                .put("env_id", id)
                .put("turn", turn)
                .put("raw_messages", List.of(raw))
                .putAll(info)
                .build();
        return StepResult.of(observation, lastReward).withEnd(over, false).withMetadata(metadata);
    }

    @Override
    public State state() {
        return State.of(JsonObject.builder()
                .put("env_id", id)
                .put("num_players", 1)
                .put("max_turns", null)
                .put("turn", turn)
                .put("last_reward", lastReward)
                .put("last_info", info)
                .put("raw_state", JsonObject.empty())
                .build());
    }

    @Override
    public String text() {
        return game == null ? "" : game.rendering().text();
    }

    @Override
    public Optional<String> svg() {
        return game == null ? Optional.empty() : game.rendering().svg();
    }

    private void say(String speaker, String text) {
        transcript.append("\n[").append(speaker).append("] ").append(text);
    }

    /** A player cannot speak for another: speakers' names in brackets are cut out. */
    private static String withoutNames(String move) {
        return move.replace("[Player]", "").replace("[GAME]", "");
    }

    private static String text(@Nullable TextArenaAction action) {
        @Nullable String message = action == null ? null : action.message();
        if (message == null) {
            throw InvalidActionException.of(action == null ? "" : "/message", "a text", null);
        }
        return message;
    }
}
