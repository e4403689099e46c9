package dev.openenv.tools;

import dev.openenv.json.JsonObject;
import java.util.Arrays;
import java.util.Objects;

/** A piece of a tool's result, as a model reads it. The family grows: a switch over it needs a branch for others. */
public sealed interface ToolContent {

    /**
     * A text.
     *
     * @param text the text
     */
    record Text(String text) implements ToolContent {

        /**
         * Refuses null.
         *
         * @param text the same
         */
        public Text {
            Objects.requireNonNull(text, "text");
        }
    }

    /** A picture. The bytes are copied on the way in and out. Immutable. */
    final class Image implements ToolContent {

        private final byte[] bytes;
        private final String mimeType;

        /**
         * A picture.
         *
         * @param bytes the file
         * @param mimeType such as {@code image/png}
         */
        public Image(byte[] bytes, String mimeType) {
            this.bytes = bytes.clone();
            this.mimeType = Objects.requireNonNull(mimeType, "mimeType");
        }

        /**
         * The file.
         *
         * @return a copy
         */
        public byte[] bytes() {
            return bytes.clone();
        }

        /**
         * What kind of file it is.
         *
         * @return such as {@code image/png}
         */
        public String mimeType() {
            return mimeType;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Image that && mimeType.equals(that.mimeType) && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(bytes) + mimeType.hashCode();
        }

        @Override
        public String toString() {
            return "Image[" + mimeType + ", " + bytes.length + " bytes]";
        }
    }

    /**
     * A piece of another kind, such as audio, as the Model Context Protocol spells it.
     *
     * @param json the piece, with its {@code type}
     */
    record Other(JsonObject json) implements ToolContent {

        /**
         * Refuses null.
         *
         * @param json the same
         */
        public Other {
            Objects.requireNonNull(json, "json");
        }
    }
}
