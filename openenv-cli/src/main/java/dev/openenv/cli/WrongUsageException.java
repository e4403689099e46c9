package dev.openenv.cli;

/** The command line names something that does not exist or does not fit. */
final class WrongUsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongUsageException(String message) {
        super(message);
    }
}
