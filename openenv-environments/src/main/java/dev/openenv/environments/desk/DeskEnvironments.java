package dev.openenv.environments.desk;

import dev.openenv.CatalogEntry;
import dev.openenv.EnvironmentCatalog;
import java.util.List;

/**
 * Makes the ticket desk known by name, for {@code Catalog.load()}.
 *
 * <p>Immutable.
 */
public final class DeskEnvironments implements EnvironmentCatalog {

    /** The catalogue. */
    public DeskEnvironments() {}

    @Override
    public List<CatalogEntry<?, ?>> entries() {
        return TicketDesk.entries();
    }
}
