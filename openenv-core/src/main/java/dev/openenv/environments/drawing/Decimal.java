package dev.openenv.environments.drawing;

/** Writes numbers with a fixed number of places, the same on every JDK and in every locale. */
public final class Decimal {

    private Decimal() {}

    /**
     * Writes a number, rounded half up, with all its places.
     *
     * @param value finite, below 10^12 in size
     * @param places digits after the point, 0 to 6
     * @return for example {@code -0.50}
     * @throws IllegalArgumentException when places is out of range
     */
    public static String fixed(double value, int places) {
        if (places < 0 || places > 6) {
            throw new IllegalArgumentException("places must be 0 to 6, got " + places);
        }
        var scale = 1L;
        for (var place = 0; place < places; place++) {
            scale *= 10;
        }
        var units = Math.round(value * scale);
        var size = Math.abs(units);
        var text = new StringBuilder(units < 0 ? "-" : "").append(size / scale);
        if (places > 0) {
            var fraction = Long.toString(size % scale);
            text.append('.').append("0".repeat(places - fraction.length())).append(fraction);
        }
        return text.toString();
    }

    /**
     * Writes a number with at most two places and no trailing zeros.
     *
     * @param value finite, below 10^12 in size
     * @return for example {@code 12.5}
     */
    public static String brief(double value) {
        var text = fixed(value, 2);
        var end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }
}
