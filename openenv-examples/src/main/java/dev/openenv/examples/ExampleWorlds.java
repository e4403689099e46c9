package dev.openenv.examples;

import dev.openenv.CatalogEntry;
import dev.openenv.EnvironmentCatalog;
import java.util.List;

/** Makes the examples known by name. */
public final class ExampleWorlds implements EnvironmentCatalog {

    @Override
    public List<CatalogEntry<?, ?>> entries() {
        return List.of(CatalogEntry.of(Cabin.provider()).withPolicy("keeper", CabinKeeper::new));
    }
}
