package dev.openenv.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What Ctrl-C does: it cancels what is under way, waits until the command has saved what is done, and ends the process
 * with {@link ExitCode#INTERRUPTED}. Before anything is under way it just ends the process. Safe for many threads.
 */
final class Interruption {

    private static final long SECONDS_TO_SAVE = 10;

    private final CountDownLatch saved = new CountDownLatch(1);
    private final Object guard = new Object();
    private @Nullable Runnable cancel;
    private boolean occurred;
    private boolean exiting;
    private boolean expected;

    /** Listens for the end of the process from now on. */
    void watch() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::processEnds, "openenv-interruption"));
    }

    /** Says how to cancel what is under way, in place of what was under way before; called at once when it is too late. */
    void cancelWith(Runnable action) {
        synchronized (guard) {
            cancel = action;
            if (!occurred) {
                return;
            }
        }
        action.run();
    }

    /** As {@link #cancelWith}, for a command that runs until it is told to end: its end is no failure. */
    void endWith(Runnable action) {
        synchronized (guard) {
            expected = true;
        }
        cancelWith(action);
    }

    /** Whether Ctrl-C came. */
    boolean occurred() {
        synchronized (guard) {
            return occurred;
        }
    }

    /** Cancels what is under way. Returns false when there is nothing, so that nothing needs to be saved. */
    boolean occur() {
        Runnable action;
        synchronized (guard) {
            occurred = true;
            action = cancel;
        }
        if (action == null) {
            return false;
        }
        action.run();
        return true;
    }

    /** Ends the process: everything is saved. */
    void exit(int code) {
        synchronized (guard) {
            exiting = !occurred;
        }
        saved.countDown();
        System.exit(code);
    }

    private void processEnds() {
        synchronized (guard) {
            if (exiting) {
                return;
            }
        }
        if (!occur()) {
            return;
        }
        var code = ExitCode.INTERRUPTED;
        try {
            if (!saved.await(SECONDS_TO_SAVE, TimeUnit.SECONDS)) {
                Screen.ofProcess()
                        .error("openenv: what is done could not be saved within " + SECONDS_TO_SAVE + " seconds");
            } else if (expected()) {
                code = ExitCode.OK;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(code);
    }

    private boolean expected() {
        synchronized (guard) {
            return expected;
        }
    }
}
