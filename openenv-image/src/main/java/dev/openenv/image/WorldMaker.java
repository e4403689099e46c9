package dev.openenv.image;

import dev.openenv.EnvironmentProvider;
import java.io.Serializable;

/**
 * A static method without parameters that makes an environment's provider, as a method reference: {@code WordGame::provider}.
 * The image keeps its name and calls it.
 */
@FunctionalInterface
public interface WorldMaker extends Serializable {

    /**
     * Makes the provider.
     *
     * @return a provider
     */
    EnvironmentProvider<?, ?> make();
}
