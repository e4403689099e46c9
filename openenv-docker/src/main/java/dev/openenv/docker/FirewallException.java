package dev.openenv.docker;

import org.jspecify.annotations.Nullable;

/** The firewall's rules cannot be set; the message says why. */
final class FirewallException extends Exception {

    private static final long serialVersionUID = 1L;

    FirewallException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
