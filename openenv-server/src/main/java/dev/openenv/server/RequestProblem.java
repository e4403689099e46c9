package dev.openenv.server;

/** A request that is answered with a status and a sentence. */
final class RequestProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    RequestProblem(int status, String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
