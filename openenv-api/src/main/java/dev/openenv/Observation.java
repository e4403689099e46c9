package dev.openenv;

/**
 * What an environment shows to an agent: a marker for the user's own type, usually a record.
 *
 * <p>Reward, done and metadata do not belong in it: they live in {@link StepResult}.
 *
 * <pre>{@code
 * record Feedback(String marks, int guessesLeft) implements Observation {}
 * }</pre>
 */
public interface Observation {}
