package dev.openenv.environments.openspiel;

import dev.openenv.Environment;
import dev.openenv.EpisodeOrderException;
import dev.openenv.EpisodeRandom;
import dev.openenv.InvalidActionException;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.json.JsonObject;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Plays one {@link Game} with the agent as one player; the opponents, if there are any, follow an
 * {@link OpponentPolicy}. The twin of the reference's {@code openspiel_env}, with three mends: the seed is honoured, an
 * illegal action is refused and changes nothing, and 2048 lists exactly the moves that change the board.
 *
 * <p>A reset plays until it is the agent's turn, a step from the agent's action until the agent's next turn or the end.
 * The reward of a step is what the agent was paid since its last turn. A first observation has none, unless an opponent
 * moved before it.
 *
 * <p>Chance and a random opponent have streams of their own, split from {@link ResetOptions#random()} by the names
 * {@code chance} and {@code opponent}. No reset options. The state holds {@code game_name}, {@code agent_player}, {@code
 * opponent_policy}, {@code game_params} and {@code num_players}.
 *
 * <p>Confined to one thread at a time.
 *
 * <pre>{@code
 * var env = new OpenSpielEnvironment(Game.ticTacToe(), 0, OpponentPolicy.RANDOM);
 * var first = env.reset(ResetOptions.seed(42));
 * var next = env.step(OpenSpielAction.of(4));
 * }</pre>
 */
public final class OpenSpielEnvironment implements Environment<OpenSpielAction, OpenSpielObservation>, Rendering {

    private final Game game;
    private final int agent;
    private final OpponentPolicy opponent;
    private final Function<EpisodeRandom, Chance> chances;

    private @Nullable Turns turns;

    /**
     * An environment for a game of one player, or with a random opponent; the agent is player 0.
     *
     * @param game what is played
     */
    public OpenSpielEnvironment(Game game) {
        this(game, 0, OpponentPolicy.RANDOM);
    }

    /**
     * An environment for a game.
     *
     * @param game what is played
     * @param agent the agent's number, 0 to players - 1
     * @param opponent how the other players play
     * @throws IllegalArgumentException when the game has no such player
     */
    public OpenSpielEnvironment(Game game, int agent, OpponentPolicy opponent) {
        this(game, agent, opponent, Chance::of);
    }

    OpenSpielEnvironment(Game game, int agent, OpponentPolicy opponent, Function<EpisodeRandom, Chance> chances) {
        this.game = Objects.requireNonNull(game, "game");
        this.agent = game.checkPlayer(agent);
        this.opponent = Objects.requireNonNull(opponent, "opponent");
        this.chances = chances;
    }

    @Override
    public StepResult<OpenSpielObservation> reset(ResetOptions options) {
        var random = options.random();
        turns = new Turns(game.start(), chances.apply(random.split("chance")), random.split("opponent"));
        return turns.advance(game.start());
    }

    @Override
    public StepResult<OpenSpielObservation> step(OpenSpielAction action) {
        if (turns == null) {
            throw new EpisodeOrderException("step before reset: call reset first");
        }
        var position = turns.position;
        if (position.player() == Position.OVER) {
            throw new EpisodeOrderException("step after the end of the episode: call reset first");
        }
        if (!position.actions().contains(action.actionId())) {
            throw InvalidActionException.of(
                    "/action_id", "a legal action, one of " + position.actions(), action.actionId());
        }
        return turns.act(action.actionId());
    }

    @Override
    public State state() {
        return State.of(JsonObject.builder()
                .put("game_name", game.name())
                .put("agent_player", agent)
                .put("opponent_policy", opponent.label())
                .put("game_params", game.params())
                .put("num_players", game.players())
                .build());
    }

    @Override
    public String text() {
        return turns == null ? "no episode yet" : turns.position.text(agent);
    }

    /** One episode. */
    private final class Turns {

        private final Chance chance;
        private final EpisodeRandom opponentRandom;

        private Position position;
        private double paid;
        private boolean moved;
        private @Nullable Integer opponentLastAction;

        Turns(Position start, Chance chance, EpisodeRandom opponentRandom) {
            this.position = start;
            this.chance = chance;
            this.opponentRandom = opponentRandom;
        }

        StepResult<OpenSpielObservation> act(int action) {
            var next = position.after(action);
            paid = next.reward(agent);
            moved = true;
            return advance(next);
        }

        StepResult<OpenSpielObservation> advance(Position from) {
            var current = from;
            for (var player = current.player(); player != agent && player != Position.OVER; ) {
                current = current.after(player == Position.CHANCE ? chance.draw(current) : opponentMove(current));
                paid += current.reward(agent);
                player = current.player();
            }
            position = current;
            return result();
        }

        private int opponentMove(Position current) {
            var action = opponent.choose(current.actions(), opponentRandom);
            opponentLastAction = action;
            moved = true;
            return action;
        }

        private StepResult<OpenSpielObservation> result() {
            var player = position.player();
            var over = player == Position.OVER;
            var phase = over
                    ? OpenSpielObservation.TERMINAL
                    : moved ? OpenSpielObservation.PLAYING : OpenSpielObservation.INITIAL;
            var seen = new OpenSpielObservation(
                    position.view(agent), position.actions(), phase, player, opponentLastAction);
            if (over) {
                return StepResult.terminated(seen, paid);
            }
            return moved ? StepResult.of(seen, paid) : StepResult.of(seen);
        }
    }
}
