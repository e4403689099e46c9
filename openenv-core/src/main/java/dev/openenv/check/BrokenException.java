package dev.openenv.check;

/** An episode cannot go on; the finding says why. */
final class BrokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    BrokenException(Finding finding, Throwable cause) {
        super(finding.seen(), cause);
        this.finding = finding;
    }

    Finding finding() {
        return finding;
    }
}
