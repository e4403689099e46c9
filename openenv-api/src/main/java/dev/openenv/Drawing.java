package dev.openenv;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A picture of the world at one moment, as {@link Rendering} drew it.
 *
 * @param text lines of text for a fixed-width font
 * @param svgDocument an SVG document, or null when the world only draws text
 */
public record Drawing(String text, @Nullable String svgDocument) {

    /**
     * Checks the text.
     *
     * @param text lines of text for a fixed-width font
     * @param svgDocument an SVG document, or null when the world only draws text
     */
    public Drawing {
        Objects.requireNonNull(text, "text");
    }

    /**
     * Draws the world as it is now.
     *
     * @param rendering the world's capability
     * @return the picture
     */
    public static Drawing of(Rendering rendering) {
        return new Drawing(rendering.text(), rendering.svg().orElse(null));
    }

    /**
     * The picture.
     *
     * @return an SVG document, or empty when the world only draws text
     */
    public Optional<String> svg() {
        return Optional.ofNullable(svgDocument);
    }
}
