package dev.openenv.server;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last numbered reply of a session, so that a step that is asked for again is answered again and not made again.
 * Confined to the order of the session's calls.
 */
final class StepReplies {

    private long last;
    private int length;
    private long hash;
    private @Nullable List<ByteBuffer> reply;

    /** The reply to the last number, if this is its message once more. */
    @Nullable
    List<ByteBuffer> kept(long number, String message) {
        return number == last && length == message.length() && hash == hash(message) ? reply : null;
    }

    /** Whether the number is the one that comes now. */
    boolean isNext(long number) {
        return number == last + 1;
    }

    long next() {
        return last + 1;
    }

    long last() {
        return last;
    }

    void keep(long number, String message, List<ByteBuffer> answer) {
        last = number;
        length = message.length();
        hash = hash(message);
        reply = answer;
    }

    /** FNV-1a over the characters: it has to find mistakes, not attacks, which would hurt only their own session. */
    private static long hash(String text) {
        var hash = 0xcbf29ce484222325L;
        for (var i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
