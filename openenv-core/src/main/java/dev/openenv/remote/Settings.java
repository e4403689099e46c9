package dev.openenv.remote;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How to reach a server and how long to wait for it.
 *
 * @param address where it is
 * @param connectLimit for one handshake, and for one HTTP request
 * @param replyLimit for one reset, step or state
 * @param pingInterval silence after which a waiting call pings, and then gives up
 * @param maxReply characters of a reply
 * @param maxSend bytes of a message
 * @param headers sent with every handshake and request
 */
record Settings(
        Address address,
        Duration connectLimit,
        Duration replyLimit,
        Duration pingInterval,
        int maxReply,
        int maxSend,
        Map<String, String> headers) {

    private static final int MIB = 1 << 20;

    Settings {
        positive("connect limit", connectLimit);
        positive("reply limit", replyLimit);
        positive("ping interval", pingInterval);
        if (maxReply < 1 || maxSend < 1) {
            throw new IllegalArgumentException(
                    "a message limit must be at least 1, got " + Math.min(maxReply, maxSend));
        }
    }

    static Settings at(URI base) {
        return new Settings(
                Address.of(base),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(20),
                100 * MIB,
                16 * MIB,
                Map.of());
    }

    Settings withConnectLimit(Duration limit) {
        return new Settings(address, limit, replyLimit, pingInterval, maxReply, maxSend, headers);
    }

    Settings withReplyLimit(Duration limit) {
        return new Settings(address, connectLimit, limit, pingInterval, maxReply, maxSend, headers);
    }

    Settings withPingInterval(Duration interval) {
        return new Settings(address, connectLimit, replyLimit, interval, maxReply, maxSend, headers);
    }

    Settings withMaxReply(int characters) {
        return new Settings(address, connectLimit, replyLimit, pingInterval, characters, maxSend, headers);
    }

    Settings withMaxSend(int bytes) {
        return new Settings(address, connectLimit, replyLimit, pingInterval, maxReply, bytes, headers);
    }

    Settings withHeader(String name, String value) {
        Objects.requireNonNull(value, "value");
        var all = new LinkedHashMap<String, String>();
        headers.forEach((known, before) -> {
            if (!known.equalsIgnoreCase(name)) {
                all.put(known, before);
            }
        });
        all.put(Objects.requireNonNull(name, "name"), value);
        return new Settings(address, connectLimit, replyLimit, pingInterval, maxReply, maxSend, all);
    }

    private static void positive(String what, Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("a " + what + " must be above zero, got " + limit);
        }
    }
}
