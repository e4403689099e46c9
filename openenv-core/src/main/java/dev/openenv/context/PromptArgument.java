package dev.openenv.context;

import java.util.Objects;

/**
 * One text that a prompt takes.
 *
 * @param name of the argument
 * @param description a sentence; empty when nobody said
 * @param required whether it must be there
 */
public record PromptArgument(String name, String description, boolean required) {

    /**
     * Refuses null.
     *
     * @param name the same
     * @param description the same
     * @param required the same
     */
    public PromptArgument {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
    }
}
