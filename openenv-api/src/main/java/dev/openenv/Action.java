package dev.openenv;

/**
 * What an agent sends to an environment: a marker for the user's own type, usually a record.
 *
 * <p>An action must be describable as a JSON object: a record, a sealed interface of records, or
 * {@link dev.openenv.json.JsonAction} for a world without types of its own. Enums and scalars are refused when the
 * provider is made.
 *
 * <pre>{@code
 * record Guess(@Param(pattern = "[a-z]{5}") String word) implements Action {}
 * }</pre>
 */
public interface Action {}
