package dev.openenv;

import dev.openenv.json.JsonObject;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What a reset or a step gives back: an observation, a reward or none, whether the episode ended and how, and metadata.
 *
 * <p>An episode that <em>terminated</em> came to an end of its own (won, lost, goal reached); one that was
 * <em>truncated</em> was cut off (a time or step limit). Both can be true of one step. The distinction is Gymnasium's;
 * the OpenEnv wire knows only {@code done}.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * StepResult.of(view)                      // no reward, for example after reset
 * StepResult.of(view, -1.0)                // goes on
 * StepResult.terminated(view, 1.0)         // the end
 * StepResult.truncated(view, 0.0)          // cut off
 * }</pre>
 *
 * @param <O> the observation type
 */
public final class StepResult<O extends Observation> {

    private final O observation;
    private final double reward;
    private final boolean rewarded;
    private final boolean terminated;
    private final boolean truncated;
    private final JsonObject metadata;

    private StepResult(
            O observation,
            double reward,
            boolean rewarded,
            boolean terminated,
            boolean truncated,
            JsonObject metadata) {
        this.observation = Objects.requireNonNull(observation, "observation");
        if (!Double.isFinite(reward)) {
            throw new IllegalArgumentException("reward must be finite, got " + reward);
        }
        this.reward = reward;
        this.rewarded = rewarded;
        this.terminated = terminated;
        this.truncated = truncated;
        this.metadata = Objects.requireNonNull(metadata, "metadata");
    }

    /**
     * A result without a reward; the episode goes on.
     *
     * @param observation what the agent sees
     * @param <O> the observation type
     * @return the result
     */
    public static <O extends Observation> StepResult<O> of(O observation) {
        return new StepResult<>(observation, 0, false, false, false, JsonObject.empty());
    }

    /**
     * A result with a reward; the episode goes on.
     *
     * @param observation what the agent sees
     * @param reward the reward of this step, finite
     * @param <O> the observation type
     * @return the result
     * @throws IllegalArgumentException when the reward is not finite
     */
    public static <O extends Observation> StepResult<O> of(O observation, double reward) {
        return new StepResult<>(observation, reward, true, false, false, JsonObject.empty());
    }

    /**
     * The last result of an episode that came to its own end.
     *
     * @param observation what the agent sees
     * @param reward the reward of this step, finite
     * @param <O> the observation type
     * @return the result
     * @throws IllegalArgumentException when the reward is not finite
     */
    public static <O extends Observation> StepResult<O> terminated(O observation, double reward) {
        return new StepResult<>(observation, reward, true, true, false, JsonObject.empty());
    }

    /**
     * The last result of an episode that was cut off.
     *
     * @param observation what the agent sees
     * @param reward the reward of this step, finite
     * @param <O> the observation type
     * @return the result
     * @throws IllegalArgumentException when the reward is not finite
     */
    public static <O extends Observation> StepResult<O> truncated(O observation, double reward) {
        return new StepResult<>(observation, reward, true, false, true, JsonObject.empty());
    }

    /**
     * What the agent sees.
     *
     * @return the observation
     */
    public O observation() {
        return observation;
    }

    /**
     * The reward of this step.
     *
     * @return the reward, or empty when the world gave none (which is not a reward of zero)
     */
    public OptionalDouble reward() {
        return rewarded ? OptionalDouble.of(reward) : OptionalDouble.empty();
    }

    /**
     * The reward of this step as a number to add up.
     *
     * @return the reward, or 0 when the world gave none
     */
    public double rewardOrZero() {
        return reward;
    }

    /**
     * Whether the episode came to its own end.
     *
     * @return true at the end
     */
    public boolean terminated() {
        return terminated;
    }

    /**
     * Whether the episode was cut off.
     *
     * @return true when a limit ended it
     */
    public boolean truncated() {
        return truncated;
    }

    /**
     * Whether the episode is over, for either reason.
     *
     * @return true when terminated or truncated
     */
    public boolean done() {
        return terminated || truncated;
    }

    /**
     * What the world says beside the observation, for tools and people; an agent may see it.
     *
     * @return the metadata, empty by default
     */
    public JsonObject metadata() {
        return metadata;
    }

    /**
     * The same result with this metadata.
     *
     * @param value the metadata, replacing what was there
     * @return a copy
     */
    public StepResult<O> withMetadata(JsonObject value) {
        return new StepResult<>(observation, reward, rewarded, terminated, truncated, value);
    }

    /**
     * The same result with this reward.
     *
     * @param value the reward, finite
     * @return a copy
     */
    public StepResult<O> withReward(double value) {
        return new StepResult<>(observation, value, true, terminated, truncated, metadata);
    }

    /**
     * The same result without a reward.
     *
     * @return a copy
     */
    public StepResult<O> withoutReward() {
        return new StepResult<>(observation, 0, false, terminated, truncated, metadata);
    }

    /**
     * The same result with these two flags.
     *
     * @param terminatedNow whether the episode came to its own end
     * @param truncatedNow whether the episode was cut off
     * @return a copy
     */
    public StepResult<O> withEnd(boolean terminatedNow, boolean truncatedNow) {
        return new StepResult<>(observation, reward, rewarded, terminatedNow, truncatedNow, metadata);
    }

    /**
     * The same result with another view of the observation.
     *
     * @param transform makes the new observation
     * @param <P> the new observation type
     * @return a copy
     */
    public <P extends Observation> StepResult<P> map(Function<? super O, ? extends P> transform) {
        return new StepResult<>(transform.apply(observation), reward, rewarded, terminated, truncated, metadata);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StepResult<?> that
                && observation.equals(that.observation)
                && Double.doubleToLongBits(reward) == Double.doubleToLongBits(that.reward)
                && rewarded == that.rewarded
                && terminated == that.terminated
                && truncated == that.truncated
                && metadata.equals(that.metadata);
    }

    @Override
    public int hashCode() {
        return Objects.hash(observation, reward, rewarded, terminated, truncated, metadata);
    }

    @Override
    public String toString() {
        var text = new StringBuilder("StepResult[").append(observation);
        if (rewarded) {
            text.append(", reward=").append(reward);
        }
        if (terminated) {
            text.append(", terminated");
        }
        if (truncated) {
            text.append(", truncated");
        }
        if (!metadata.isEmpty()) {
            text.append(", metadata=").append(metadata);
        }
        return text.append(']').toString();
    }
}
