package dev.openenv.server;

import org.jspecify.annotations.Nullable;

/** What to do after a message. */
final class Reply {

    /** No reply: the client is done. */
    static final Reply CLOSE = new Reply(null, false);

    /** No reply: what there was to say is sent, or the socket is on its way out. */
    static final Reply SENT = new Reply(null, true);

    private final byte @Nullable [] text;
    private final boolean activity;

    private Reply(byte @Nullable [] text, boolean activity) {
        this.text = text;
        this.activity = activity;
    }

    /** {@code activity}: whether the message moved the episode, so that the session is not idle. */
    static Reply of(byte[] utf8, boolean activity) {
        return new Reply(utf8, activity);
    }

    /** UTF-8 of the reply; null for none. */
    byte @Nullable [] text() {
        return text;
    }

    boolean activity() {
        return activity;
    }
}
