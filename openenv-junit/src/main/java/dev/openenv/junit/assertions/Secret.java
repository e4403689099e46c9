package dev.openenv.junit.assertions;

import dev.openenv.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A text that must not be somewhere, with the spellings in which it would still be told. It is never printed. */
final class Secret {

    /** What stands in its place. */
    static final String SHOWN = "[secret]";

    private static final int SHORTEST_ENCODED = 6;

    private final String text;
    private final Map<String, String> spellings = new LinkedHashMap<>();

    Secret(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    "a secret has characters that are not blank; " + "is the variable or property that holds it set?");
        }
        this.text = text;
        spell("as it is", text);
        var quoted = JsonObject.of("", text).toString();
        spell("escaped as in JSON", quoted.substring("{\"\":\"".length(), quoted.length() - 2));
        if (text.length() >= SHORTEST_ENCODED) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            spell("encoded as in a URL", URLEncoder.encode(text, StandardCharsets.UTF_8));
            spell(
                    "encoded as in a URL",
                    URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
            spell("in hexadecimal digits", HexFormat.of().formatHex(bytes));
            spell("in hexadecimal digits", HexFormat.of().withUpperCase().formatHex(bytes));
            spell("backwards", new StringBuilder(text).reverse().toString());
            base64(bytes);
        }
    }

    private void spell(String how, String spelling) {
        spellings.putIfAbsent(spelling, how);
    }

    /**
     * What Base64 makes of it depends on how many bytes came before; the characters at both ends depend on neighbours.
     */
    private void base64(byte[] bytes) {
        for (var before = 0; before < 3; before++) {
            var shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            var whole = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            var from = before == 0 ? 0 : before + 1;
            var to = shifted.length * 8 / 6;
            var core = whole.substring(from, to);
            spell("in Base64", core);
            spell("in Base64", core.replace('+', '-').replace('/', '_'));
        }
    }

    boolean is(String other) {
        return text.equals(other);
    }

    /** How it is told by a text, if it is. */
    Optional<String> toldBy(String other) {
        return spellings.entrySet().stream()
                .filter(spelling -> other.contains(spelling.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The text without it, in any spelling. */
    String removedFrom(String other) {
        var rest = other;
        for (var spelling : longestFirst()) {
            rest = rest.replace(spelling, SHOWN);
        }
        return rest;
    }

    private List<String> longestFirst() {
        var all = new ArrayList<>(spellings.keySet());
        all.sort((left, right) -> Integer.compare(right.length(), left.length()));
        return all;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text);
    }

    @Override
    public String toString() {
        return SHOWN;
    }
}
