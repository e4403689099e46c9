package dev.openenv.image;

/**
 * An image that was built.
 *
 * @param tag its name
 * @param id the hash of its configuration, as engines name images: {@code sha256:} and 64 digits; the same input gives the same
 * @param bytes how large it is when unpacked
 */
public record BuiltImage(String tag, String id, long bytes) {}
