package dev.openenv.code;

import dev.openenv.OpenEnvException;
import dev.openenv.tools.CodeReply;

/**
 * The variables of one episode. Confined to one thread at a time, apart from {@link #close}.
 *
 * <p>Once a reply says that the variables are lost, the session is over.
 */
public interface CodeSession extends AutoCloseable {

    /**
     * Runs code and waits for its end, at most as long as the host gives it.
     *
     * @param code statements in the language of the executor
     * @param host what the code can reach; called on this thread, during this call only
     * @return what was printed, the value and the error; no calls, which the host knows better
     * @throws OpenEnvException when the thread was interrupted; the code was stopped, the session is over
     */
    CodeReply run(String code, CodeHost host);

    /** Ends the session and stops its code. Does nothing the second time. */
    @Override
    void close();
}
