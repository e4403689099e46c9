package dev.openenv.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The chain of hashes through a file: each line's hash is the SHA-256 of the hash before it and the line's canonical
 * JSON. Confined to one thread at a time.
 */
final class HashChain {

    private final MessageDigest digest;
    private String last = "";

    HashChain() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The hash of the next line; the chain moves on to it. */
    String next(String canonicalJson) {
        return next(canonicalJson.getBytes(UTF_8));
    }

    String next(byte[] canonicalJson) {
        digest.update(last.getBytes(UTF_8));
        last = HexFormat.of().formatHex(digest.digest(canonicalJson));
        return last;
    }

    /** Goes on from a hash that a file states. */
    void continueFrom(String hash) {
        last = hash;
    }
}
