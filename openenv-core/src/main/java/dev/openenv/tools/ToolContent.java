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

        /** Refuses null. */
        public Text {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * A picture. The bytes are copied on the way in and out.
     *
     * @param bytes the file
     * @param mimeType such as {@code image/png}
     */
    record Image(byte[] bytes, String mimeType) implements ToolContent {

        /** Copies the bytes. */
        public Image {
            bytes = bytes.clone();
            Objects.requireNonNull(mimeType, "mimeType");
        }

        /**
         * The file.
         *
         * @return a copy
         */
        @Override
        public byte[] bytes() {
            return bytes.clone();
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

        /** Refuses null. */
        public Other {
            Objects.requireNonNull(json, "json");
        }
    }
}
