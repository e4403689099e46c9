package dev.openenv.server;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to do after a message. */
final class Reply {

    /** No reply: the client is done. */
    static final Reply CLOSE = new Reply(null, false);

    /** No reply: what there was to say is sent, or the socket is on its way out. */
    static final Reply SENT = new Reply(null, true);

    private final @Nullable List<ByteBuffer> text;
    private final boolean activity;

    private Reply(@Nullable List<ByteBuffer> text, boolean activity) {
        this.text = text;
        this.activity = activity;
    }

    /** {@code activity}: whether the message moved the episode, so that the session is not idle. */
    static Reply of(byte[] utf8, boolean activity) {
        return of(List.of(ByteBuffer.wrap(utf8)), activity);
    }

    /** The same with the text in pieces. */
    static Reply of(List<ByteBuffer> utf8, boolean activity) {
        return new Reply(utf8, activity);
    }

    /** UTF-8 of the reply; null for none. */
    @Nullable
    List<ByteBuffer> text() {
        return text;
    }

    boolean activity() {
        return activity;
    }
}
