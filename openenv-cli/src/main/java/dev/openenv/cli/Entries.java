package dev.openenv.cli;

import dev.openenv.Action;
import dev.openenv.Agent;
import dev.openenv.CatalogEntry;
import dev.openenv.Observation;
import dev.openenv.provider.Catalog;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The environments of the catalogue, loaded when first asked for. Confined to one thread. */
final class Entries {

    private final Supplier<Catalog> loader;
    private @Nullable Catalog catalog;

    Entries(Supplier<Catalog> loader) {
        this.loader = loader;
    }

    Map<String, CatalogEntry<?, ?>> all() {
        var loaded = catalog;
        if (loaded == null) {
            try {
                loaded = loader.get();
            } catch (LinkageError e) {
                throw new CannotRunException("a catalogue on the class path cannot be loaded: " + e, e);
            }
            catalog = loaded;
        }
        return loaded.entries();
    }

    CatalogEntry<?, ?> named(String name) {
        var entry = all().get(name);
        if (entry == null) {
            throw new WrongUsageException("no environment is called '" + name + "'; there are "
                    + String.join(", ", all().keySet()) + "; OPENENV_CLASSPATH adds jars with others");
        }
        return entry;
    }

    static <A extends Action, O extends Observation> Supplier<? extends Agent<A, O>> agent(
            CatalogEntry<A, O> entry, String name) {
        var agent = entry.agents().get(name);
        if (agent == null) {
            throw new WrongUsageException(
                    entry.agents().isEmpty()
                            ? "'" + entry.name() + "' brings no agents"
                            : "'" + entry.name() + "' has no agent '" + name + "'; there are "
                                    + String.join(", ", entry.agents().keySet()));
        }
        return agent;
    }
}
