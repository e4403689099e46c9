package dev.openenv.context;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The capability of a world to offer texts with which a model's work begins. Found with {@link
 * dev.openenv.Environment#find}; a class of tools ({@link dev.openenv.provider.ToolProvider}) only implements it.
 *
 * <p>Calls come one at a time and not during a step, as those of the world itself. Asking changes nothing.
 */
public interface Prompts {

    /**
     * What can be asked for now.
     *
     * @return in the world's order; names are unique
     */
    List<Prompt> prompts();

    /**
     * The text of one.
     *
     * @param name of a prompt
     * @param arguments by name, all required ones among them
     * @return what a user would say; empty when there is no such prompt
     */
    Optional<String> prompt(String name, Map<String, String> arguments);
}
