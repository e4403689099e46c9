package dev.openenv.environments;

import dev.openenv.CatalogEntry;
import dev.openenv.EnvironmentCatalog;
import dev.openenv.environments.cartpole.CartPole;
import dev.openenv.environments.connectfour.ConnectFour;
import dev.openenv.environments.echo.Echo;
import dev.openenv.environments.gridworld.GridWorld;
import dev.openenv.environments.guessnumber.NumberGame;
import dev.openenv.environments.maze.Maze;
import dev.openenv.environments.openspiel.OpenSpielEnvironments;
import dev.openenv.environments.snake.Snake;
import dev.openenv.environments.textarena.TextArena;
import dev.openenv.environments.wordgame.WordGame;
import java.util.List;
import java.util.stream.Stream;

/**
 * The catalogue of the environments that come with the SDK, each with its tasks and scripted agents.
 *
 * <p>Immutable. Found by {@link dev.openenv.provider.Catalog#load()}.
 *
 * <pre>{@code
 * var entry = Catalog.load().entry("word-game");
 * }</pre>
 */
public final class ReferenceEnvironments implements EnvironmentCatalog {

    /** For {@link java.util.ServiceLoader}. */
    public ReferenceEnvironments() {}

    @Override
    public List<CatalogEntry<?, ?>> entries() {
        return Stream.<List<CatalogEntry<?, ?>>>of(
                        CartPole.entries(),
                        ConnectFour.entries(),
                        Echo.entries(),
                        GridWorld.entries(),
                        Maze.entries(),
                        NumberGame.entries(),
                        OpenSpielEnvironments.entries(),
                        Snake.entries(),
                        TextArena.entries(),
                        WordGame.entries())
                .<CatalogEntry<?, ?>>flatMap(List::stream)
                .toList();
    }
}
