/**
 * The contracts of OpenEnv for Java: what an environment, an agent and a task are, and what an episode leaves behind.
 *
 * <p>Start with {@link dev.openenv.Environment}. Nothing here depends on anything but nullness annotations.
 */
module dev.openenv.api {
    requires static transitive org.jspecify;

    exports dev.openenv;
    exports dev.openenv.annotation;
    exports dev.openenv.json;

    uses dev.openenv.EnvironmentCatalog;
}
