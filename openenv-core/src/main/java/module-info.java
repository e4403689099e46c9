/**
 * Codecs, in-process environments, wrappers, rollouts, recordings and the reference environments.
 *
 * <p>Start with {@link dev.openenv.provider.InProcessProvider} to open an environment and {@link
 * dev.openenv.rollout.Rollouts} to run agents in it.
 */
module dev.openenv.core {
    requires transitive dev.openenv.api;
    requires org.jspecify; // read at run time: @Nullable in a user's record
    requires com.fasterxml.jackson.databind;
    requires java.net.http;
    requires static jdk.management; // how much memory a step allocates
    requires org.slf4j;

    exports dev.openenv.check;
    exports dev.openenv.code;
    exports dev.openenv.codec;
    exports dev.openenv.context;
    exports dev.openenv.environments;
    exports dev.openenv.environments.openspiel;
    exports dev.openenv.environments.echo;
    exports dev.openenv.environments.guessnumber;
    exports dev.openenv.environments.textarena;
    exports dev.openenv.environments.wordgame;
    exports dev.openenv.environments.cartpole;
    exports dev.openenv.environments.connectfour;
    exports dev.openenv.environments.gridworld;
    exports dev.openenv.environments.maze;
    exports dev.openenv.environments.snake;
    exports dev.openenv.fault;
    exports dev.openenv.provider;
    exports dev.openenv.recording;
    exports dev.openenv.relay;
    exports dev.openenv.remote;
    exports dev.openenv.rollout;
    exports dev.openenv.script;
    exports dev.openenv.tools;
    exports dev.openenv.wire;
    exports dev.openenv.wrap;

    uses dev.openenv.EnvironmentCatalog;

    provides dev.openenv.EnvironmentCatalog with
            dev.openenv.environments.ReferenceEnvironments;
}
