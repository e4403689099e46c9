package dev.openenv.code;

import java.util.List;

/** The capability of a world to take code as an action. Found with {@link dev.openenv.Environment#find}. */
public interface RunsCode {

    /**
     * Who runs the code.
     *
     * @return one for each language, empty when the world refuses code
     */
    List<CodeExecutor> executors();
}
