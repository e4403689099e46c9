package dev.openenv.junit.contract;

import dev.openenv.Action;
import dev.openenv.Agent;
import dev.openenv.CatalogEntry;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.environments.ReferenceEnvironments;
import dev.openenv.environments.cartpole.Push;
import dev.openenv.environments.gridworld.GridMove;
import dev.openenv.environments.guessnumber.NumberGuess;
import dev.openenv.environments.maze.MazeMove;
import dev.openenv.environments.openspiel.OpenSpielAction;
import dev.openenv.environments.snake.Turn;
import dev.openenv.environments.textarena.TextArenaAction;
import dev.openenv.environments.wordgame.Guess;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every reference environment keeps the contract. */
@ParameterizedClass
@MethodSource("entries")
class ReferenceEnvironmentsTest extends EnvironmentContract<Action, Observation> {

    private static final Set<String> WITHOUT_CHANCE =
            Set.of("cliff-walking", "cliff-walking-classic", "connect-four", "echo", "grid-world", "maze");

    @Parameter
    CatalogEntry<Action, Observation> entry;

    static Collection<CatalogEntry<?, ?>> entries() {
        return new ReferenceEnvironments().entries();
    }

    @Override
    protected EnvironmentProvider<Action, Observation> provider() {
        return entry.provider();
    }

    @Override
    protected Supplier<? extends Agent<Action, Observation>> player() {
        return entry.agents().values().iterator().next();
    }

    @Override
    protected boolean hasChance() {
        return !WITHOUT_CHANCE.contains(entry.name());
    }

    /** Connect four has none: what is impossible there loses the game, as its rules say. */
    @Override
    protected Optional<Action> impossibleAction() {
        return Optional.ofNullable(
                switch (entry.name()) {
                    case "cartpole" -> new Push(2);
                    case "connect-four" -> null;
                    case "echo" -> new JsonAction(JsonObject.of("type", "shout"));
                    case "grid-world" -> new GridMove(null);
                    case "guess-the-number" -> new NumberGuess(99);
                    case "maze" -> new MazeMove(9);
                    case "snake" -> new Turn(3);
                    case "textarena-wordle", "textarena-guess-the-number" -> new TextArenaAction(null);
                    case "word-game" -> new Guess("zzzzz");
                    default -> new OpenSpielAction(99, "catch", JsonObject.empty());
                });
    }
}
