package dev.openenv.environments.drawing;

/**
 * Collects shapes into an SVG document. Positions grow to the right and downwards; numbers have at most two places.
 *
 * <p>Confined to one thread at a time.
 *
 * <pre>{@code
 * new SvgDrawing(20, 20, "#ffffff").circle(10, 10, 8, "#d1495b").document()
 * }</pre>
 */
public final class SvgDrawing {

    private final StringBuilder shapes;

    /**
     * A drawing with a background.
     *
     * @param width in user units, also the picture's size in pixels
     * @param height in user units
     * @param background a colour
     */
    public SvgDrawing(double width, double height, String background) {
        var w = Decimal.brief(width);
        var h = Decimal.brief(height);
        shapes = new StringBuilder(512)
                .append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
                .append(w)
                .append("\" height=\"")
                .append(h)
                .append("\" viewBox=\"0 0 ")
                .append(w)
                .append(' ')
                .append(h)
                .append("\">");
        rectangle(0, 0, width, height, background);
    }

    /**
     * Draws a filled rectangle.
     *
     * @param x left edge
     * @param y upper edge
     * @param width how wide
     * @param height how high
     * @param fill a colour
     * @return this drawing
     */
    public SvgDrawing rectangle(double x, double y, double width, double height, String fill) {
        shapes.append("<rect");
        number("x", x).number("y", y).number("width", width).number("height", height);
        return text("fill", fill).end();
    }

    /**
     * Draws a filled circle.
     *
     * @param x of the centre
     * @param y of the centre
     * @param radius how large
     * @param fill a colour
     * @return this drawing
     */
    public SvgDrawing circle(double x, double y, double radius, String fill) {
        shapes.append("<circle");
        return number("cx", x)
                .number("cy", y)
                .number("r", radius)
                .text("fill", fill)
                .end();
    }

    /**
     * Draws a line with round ends.
     *
     * @param x1 of one end
     * @param y1 of one end
     * @param x2 of the other end
     * @param y2 of the other end
     * @param width how thick
     * @param stroke a colour
     * @return this drawing
     */
    public SvgDrawing line(double x1, double y1, double x2, double y2, double width, String stroke) {
        shapes.append("<line");
        number("x1", x1).number("y1", y1).number("x2", x2).number("y2", y2);
        return number("stroke-width", width)
                .text("stroke", stroke)
                .text("stroke-linecap", "round")
                .end();
    }

    /**
     * The document with all shapes so far.
     *
     * @return SVG on one line
     */
    public String document() {
        return shapes + "</svg>";
    }

    private SvgDrawing number(String name, double value) {
        return text(name, Decimal.brief(value));
    }

    private SvgDrawing text(String name, String value) {
        shapes.append(' ').append(name).append("=\"").append(value).append('"');
        return this;
    }

    private SvgDrawing end() {
        shapes.append("/>");
        return this;
    }
}
