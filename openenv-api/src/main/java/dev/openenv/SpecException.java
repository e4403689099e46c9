package dev.openenv;

/** An environment cannot be described: a type without an exact schema, a wrong name. Found before anything runs. */
public class SpecException extends OpenEnvException {

    private static final long serialVersionUID = 1L;

    /**
     * A description that cannot be made.
     *
     * @param message class and path, what is wrong, and what to write instead
     */
    public SpecException(String message) {
        super("bad_spec", message, Blame.CALLER, Effect.NOT_APPLIED, Retry.NEVER, null);
    }
}
