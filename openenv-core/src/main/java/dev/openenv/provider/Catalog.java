package dev.openenv.provider;

import dev.openenv.CatalogEntry;
import dev.openenv.EnvironmentCatalog;
import dev.openenv.SpecException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * All environments that are known by name: what the {@link EnvironmentCatalog}s on the class path and module path say.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * var entry = Catalog.load().entry("word-game");
 * }</pre>
 */
public final class Catalog {

    private final Map<String, CatalogEntry<?, ?>> entries;

    private Catalog(Map<String, CatalogEntry<?, ?>> entries) {
        this.entries = Collections.unmodifiableMap(entries);
    }

    /**
     * Asks every catalogue that {@link ServiceLoader} finds with the thread's context class loader.
     *
     * @return the catalogue of them all
     * @throws SpecException when two environments have one name, or a catalogue cannot be loaded
     */
    public static Catalog load() {
        var found = new ArrayList<EnvironmentCatalog>();
        try {
            ServiceLoader.load(EnvironmentCatalog.class).forEach(found::add);
        } catch (ServiceConfigurationError e) {
            throw new SpecException("an EnvironmentCatalog cannot be loaded: " + e.getMessage());
        }
        return of(found);
    }

    /**
     * The environments of these catalogues.
     *
     * @param catalogs any number
     * @return the catalogue of them all
     * @throws SpecException when two environments have one name
     */
    public static Catalog of(Collection<? extends EnvironmentCatalog> catalogs) {
        var entries = new TreeMap<String, CatalogEntry<?, ?>>();
        for (var catalog : catalogs) {
            for (var entry : catalog.entries()) {
                if (entries.putIfAbsent(entry.name(), entry) != null) {
                    throw new SpecException("two environments are called '" + entry.name() + "'; the second is from "
                            + catalog.getClass().getName());
                }
            }
        }
        return new Catalog(entries);
    }

    /**
     * The environments by name.
     *
     * @return in alphabetical order
     */
    public Map<String, CatalogEntry<?, ?>> entries() {
        return entries;
    }

    /**
     * One environment.
     *
     * @param name its name
     * @return the entry
     * @throws IllegalArgumentException when there is none, naming those there are
     */
    public CatalogEntry<?, ?> entry(String name) {
        var entry = entries.get(name);
        if (entry == null) {
            throw new IllegalArgumentException(
                    "no environment is called '" + name + "'; there are " + String.join(", ", entries.keySet()));
        }
        return entry;
    }
}
