/** Runs code actions in Python. Start with {@link dev.openenv.python.ProcessPython}. */
module dev.openenv.python {
    requires transitive dev.openenv.core;
    requires org.jspecify;
    requires org.slf4j;

    exports dev.openenv.python;
}
