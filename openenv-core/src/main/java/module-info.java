/**
 * Codecs, in-process environments, wrappers, rollouts, recordings and the reference environments.
 *
 * <p>Start with {@code dev.openenv.provider.InProcessProvider} to open an environment and {@code
 * dev.openenv.rollout.Rollouts} to run agents in it.
 */
module dev.openenv.core {
    requires transitive dev.openenv.api;
    requires org.jspecify; // read at run time: @Nullable in a user's record
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;

    exports dev.openenv.codec;
}
