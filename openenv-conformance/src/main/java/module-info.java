/** The conformance kit of the OpenEnv wire. */
module dev.openenv.conformance {
    requires transitive dev.openenv.core;
    requires static org.jspecify;

    exports dev.openenv.conformance;
    exports dev.openenv.conformance.check;
}
