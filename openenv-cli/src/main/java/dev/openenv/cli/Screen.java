package dev.openenv.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine.Help.Ansi;

/** Where the command prints, and what that place can show. Safe for many threads. */
final class Screen {

    /** Columns of a terminal; set by the launcher, 0 when output does not go to a terminal. */
    static final String TERMINAL = "openenv.terminal";

    private static final int USUAL_COLUMNS = 80;
    private static final int UNLIMITED_COLUMNS = 10_000;

    private final PrintStream out;
    private final PrintStream err;
    private final int terminalColumns;
    private final Charset charset;
    private final boolean unicode;
    private final boolean colours;

    /**
     * A place to print.
     *
     * @param out what was asked for
     * @param err what went wrong
     * @param terminalColumns width of the terminal, 0 when {@code out} is none
     * @param charset how both are encoded
     * @param colours whether colours are shown
     */
    Screen(PrintStream out, PrintStream err, int terminalColumns, Charset charset, boolean colours) {
        this.out = Objects.requireNonNull(out, "out");
        this.err = Objects.requireNonNull(err, "err");
        this.terminalColumns = terminalColumns;
        this.charset = charset;
        this.unicode = charset.newEncoder().canEncode("\u2500\u2013\u2588\u2026");
        this.colours = colours;
    }

    /** The place this process was started in. */
    static Screen ofProcess() {
        var charset = charsetOfProcess();
        var columns = terminalColumns();
        var colours = columns > 0 && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        return new Screen(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset),
                columns,
                charset,
                colours);
    }

    /** Java cannot tell whether output alone goes to a terminal, so without the launcher it does not. */
    private static int terminalColumns() {
        try {
            return Math.max(0, Integer.parseInt(System.getProperty(TERMINAL, "0")));
        } catch (NumberFormatException e) {
            return USUAL_COLUMNS;
        }
    }

    private static Charset charsetOfProcess() {
        for (var property : new String[] {"stdout.encoding", "sun.stdout.encoding", "native.encoding"}) {
            var name = System.getProperty(property);
            if (name != null && Charset.isSupported(name)) {
                return Charset.forName(name);
            }
        }
        return StandardCharsets.UTF_8;
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    PrintWriter outWriter() {
        return new PrintWriter(new OutputStreamWriter(out, charset), true);
    }

    PrintWriter errWriter() {
        return new PrintWriter(new OutputStreamWriter(err, charset), true);
    }

    /** How this place writes and, if it is a terminal, reads. */
    Charset charset() {
        return charset;
    }

    void line(String text) {
        out.println(text);
    }

    void line() {
        out.println();
    }

    /** Prints without a line break, at once. */
    void prompt(String text) {
        out.print(text);
        out.flush();
    }

    void error(String text) {
        err.println(text);
    }

    /** Whether output goes to a terminal. */
    boolean terminal() {
        return terminalColumns > 0;
    }

    /** How wide a line may be. */
    int columns() {
        return terminal() ? terminalColumns : UNLIMITED_COLUMNS;
    }

    /** Whether box drawing and the like can be shown. */
    boolean unicode() {
        return unicode;
    }

    Ansi ansi() {
        return colours ? Ansi.ON : Ansi.OFF;
    }

    String bold(String text) {
        return styled("bold", text);
    }

    String green(String text) {
        return styled("green", text);
    }

    String red(String text) {
        return styled("red", text);
    }

    private String styled(String style, String text) {
        return colours ? Ansi.Style.on(Ansi.Style.parse(style)) + text + Ansi.Style.reset.off() : text;
    }

    void flush() {
        out.flush();
        err.flush();
    }
}
