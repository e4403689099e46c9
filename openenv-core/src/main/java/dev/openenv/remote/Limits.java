package dev.openenv.remote;

import java.time.Duration;

/**
 * How long to wait and how much to take.
 *
 * @param connect for one handshake, and for one HTTP request
 * @param reply for one reset, step or state
 * @param ping silence after which a waiting call pings, and then gives up
 * @param resume for a lost connection to be had again
 * @param maxReply characters of a reply
 * @param maxSend bytes of a message
 */
record Limits(Duration connect, Duration reply, Duration ping, Duration resume, int maxReply, int maxSend) {

    private static final int MIB = 1 << 20;

    static final Limits USUAL = new Limits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            100 * MIB,
            16 * MIB);

    Limits {
        positive("connect limit", connect);
        positive("reply limit", reply);
        positive("ping interval", ping);
        positive("resume limit", resume);
        if (maxReply < 1 || maxSend < 1) {
            throw new IllegalArgumentException(
                    "a message limit must be at least 1, got " + Math.min(maxReply, maxSend));
        }
    }

    Limits withConnect(Duration limit) {
        return new Limits(limit, reply, ping, resume, maxReply, maxSend);
    }

    Limits withReply(Duration limit) {
        return new Limits(connect, limit, ping, resume, maxReply, maxSend);
    }

    Limits withPing(Duration interval) {
        return new Limits(connect, reply, interval, resume, maxReply, maxSend);
    }

    Limits withResume(Duration limit) {
        return new Limits(connect, reply, ping, limit, maxReply, maxSend);
    }

    Limits withMaxReply(int characters) {
        return new Limits(connect, reply, ping, resume, characters, maxSend);
    }

    Limits withMaxSend(int bytes) {
        return new Limits(connect, reply, ping, resume, maxReply, bytes);
    }

    private static void positive(String what, Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("a " + what + " must be above zero, got " + limit);
        }
    }
}
