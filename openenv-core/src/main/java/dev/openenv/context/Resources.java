package dev.openenv.context;

import java.util.List;
import java.util.Optional;

/**
 * The capability of a world to offer texts and files for reading, such as a manual or a drawing of itself. Found with {@link
 * dev.openenv.Environment#find}; a class of tools ({@link dev.openenv.provider.ToolProvider}) only implements it.
 *
 * <p>Calls come one at a time and not during a step, as those of the world itself. Reading changes nothing.
 *
 * <pre>{@code
 * public List<Resource> resources() {
 *     return List.of(Resource.of("manual://desk", "Manual", "text/markdown"));
 * }
 *
 * public Optional<ResourceContent> read(String uri) {
 *     return uri.equals("manual://desk") ? Optional.of(ResourceContent.text("Close what is done.")) : Optional.empty();
 * }
 * }</pre>
 */
public interface Resources {

    /**
     * What can be read now.
     *
     * @return in the world's order; URIs are unique
     */
    List<Resource> resources();

    /**
     * Reads one.
     *
     * @param uri of a resource; it need not be in the list
     * @return its content; empty when there is none of this URI
     */
    Optional<ResourceContent> read(String uri);
}
