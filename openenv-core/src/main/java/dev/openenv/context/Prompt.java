package dev.openenv.context;

import java.util.List;
import java.util.Objects;

/**
 * What a client knows of a prompt before it asks for it.
 *
 * <p>Immutable.
 */
public final class Prompt {

    private final String name;
    private final String description;
    private final List<PromptArgument> arguments;

    private Prompt(String name, String description, List<PromptArgument> arguments) {
        this.name = Objects.requireNonNull(name, "name");
        this.description = Objects.requireNonNull(description, "description");
        this.arguments = List.copyOf(arguments);
    }

    /**
     * A prompt.
     *
     * @param name by which it is asked for
     * @param description a sentence or two; empty when nobody said
     * @param arguments what it takes, in order
     * @return the prompt
     */
    public static Prompt of(String name, String description, PromptArgument... arguments) {
        return new Prompt(name, description, List.of(arguments));
    }

    /**
     * By what it is asked for.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * What it is about.
     *
     * @return a sentence or two; empty when nobody said
     */
    public String description() {
        return description;
    }

    /**
     * What it takes.
     *
     * @return in order, may be empty
     */
    public List<PromptArgument> arguments() {
        return arguments;
    }

    @Override
    public String toString() {
        return "Prompt[" + name + "]";
    }
}
