package dev.openenv.cli;

/** What the command leaves to the shell. */
final class ExitCode {

    static final int OK = 0;

    /** It ran, and found a failure. */
    static final int FAILED = 1;

    /** The command line cannot be understood, or names something that does not exist. */
    static final int USAGE = 2;

    /** It cannot run here: a file, a folder or a library is missing or not usable. */
    static final int CANNOT_RUN = 3;

    /** Ctrl-C; what was done is saved. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
