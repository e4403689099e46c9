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
 * The environments that come with the SDK, for {@link dev.openenv.provider.Catalog#load()}.
 *
 * <p>Immutable.
 */
public final class ReferenceEnvironments implements EnvironmentCatalog {

    /** The catalogue. */
    public ReferenceEnvironments() {}

    @Override
    public List<CatalogEntry<?, ?>> entries() {
        return Stream.of(
                        Echo.entries(),
                        WordGame.entries(),
                        NumberGame.entries(),
                        TextArena.entries(),
                        OpenSpielEnvironments.entries(),
                        ConnectFour.entries(),
                        GridWorld.entries(),
                        Maze.entries(),
                        Snake.entries(),
                        CartPole.entries())
                .<CatalogEntry<?, ?>>flatMap(List::stream)
                .toList();
    }
}
