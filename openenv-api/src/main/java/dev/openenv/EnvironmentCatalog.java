package dev.openenv;

import java.util.List;

/**
 * Makes environments known by name: found through {@link java.util.ServiceLoader}, so that the {@code openenv} command
 * lists, plays and serves what is on the class path or module path.
 *
 * <p>An implementation is public with a public constructor without parameters, and is named in
 * {@code META-INF/services/dev.openenv.EnvironmentCatalog} and, in a module, in a {@code provides} clause.
 *
 * <pre>{@code
 * public final class MyWorlds implements EnvironmentCatalog {
 *     public List<CatalogEntry<?, ?>> entries() {
 *         return List.of(CatalogEntry.of(WordGame.provider()).withAgent("solver", Solver::new));
 *     }
 * }
 * }</pre>
 */
public interface EnvironmentCatalog {

    /**
     * The environments of this catalogue. Making an entry opens nothing.
     *
     * @return entries with distinct names
     */
    List<CatalogEntry<?, ?>> entries();
}
