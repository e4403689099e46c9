/**
 * Executors of code actions in Python.
 *
 * <p>{@link dev.openenv.python.ProcessPython} runs them with the machine's CPython in a child process, on Linux confined by
 * bubblewrap. Give an executor to {@link dev.openenv.provider.ToolProvider}.
 */
@NullMarked
package dev.openenv.python;

import org.jspecify.annotations.NullMarked;
