package dev.openenv.context;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a resource holds: a text or bytes.
 *
 * <p>Immutable; bytes are copied on the way in and out.
 */
public final class ResourceContent {

    private final @Nullable String text;
    private final byte @Nullable [] bytes;
    private final String mimeType;

    private ResourceContent(@Nullable String text, byte @Nullable [] bytes, String mimeType) {
        this.text = text;
        this.bytes = bytes;
        this.mimeType = Objects.requireNonNull(mimeType, "mimeType");
    }

    /**
     * A plain text.
     *
     * @param text the text
     * @return the content, {@code text/plain}
     */
    public static ResourceContent text(String text) {
        return text(text, "text/plain");
    }

    /**
     * A text of another kind.
     *
     * @param text the text
     * @param mimeType such as {@code text/markdown}
     * @return the content
     */
    public static ResourceContent text(String text, String mimeType) {
        return new ResourceContent(Objects.requireNonNull(text, "text"), null, mimeType);
    }

    /**
     * Bytes.
     *
     * @param bytes the file
     * @param mimeType such as {@code image/png}
     * @return the content
     */
    public static ResourceContent bytes(byte[] bytes, String mimeType) {
        return new ResourceContent(null, bytes.clone(), mimeType);
    }

    /**
     * The text.
     *
     * @return empty of bytes
     */
    public Optional<String> text() {
        return Optional.ofNullable(text);
    }

    /**
     * The bytes.
     *
     * @return a copy; empty of a text
     */
    public Optional<byte[]> bytes() {
        return bytes == null ? Optional.empty() : Optional.of(bytes.clone());
    }

    /**
     * What kind of file it is.
     *
     * @return such as {@code text/plain}
     */
    public String mimeType() {
        return mimeType;
    }
}
