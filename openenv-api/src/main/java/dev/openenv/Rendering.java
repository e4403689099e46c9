package dev.openenv;

import java.util.Optional;

/**
 * The capability of an environment to be drawn for a person, found with {@link Environment#find}. A rendering shows what
 * a spectator may see; it is recorded with the step but never given to the agent.
 *
 * <pre>{@code
 * env.find(Rendering.class).ifPresent(r -> System.out.println(r.text()));
 * }</pre>
 */
@FunctionalInterface
public interface Rendering {

    /**
     * Draws the world as it is now.
     *
     * @return lines of text for a fixed-width font, without a trailing line break
     */
    String text();

    /**
     * Draws the world as it is now as a picture.
     *
     * @return an SVG document, or empty when the world only draws text
     */
    default Optional<String> svg() {
        return Optional.empty();
    }
}
