package dev.openenv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScreenTest {

    @Test
    void tablesUseOnlyWhatTheScreenCanShow() {
        assertThat(table(StandardCharsets.US_ASCII)).isEqualTo("Name  Count\n----  -----\na         1\n");
        assertThat(table(StandardCharsets.UTF_8)).contains("\u2500\u2500\u2500\u2500  \u2500");
    }

    @Test
    void foreignTextDoesNotCommandTheTerminal() {
        assertThat(Printable.line("a\033[31mb\nc\u202e\u0085d")).isEqualTo("a?[31mb?c??d");
        assertThat(Printable.lines("a\r\nb\033")).isEqualTo("a\nb?");
        assertThat(Printable.line("\u00e9\u2588\ud83c\udfb2")).isEqualTo("\u00e9\u2588\ud83c\udfb2");
    }

    @Test
    void aLongLastColumnIsBrokenAtSpaces() {
        var out = new ByteArrayOutputStream();
        var columns = new Columns(screen(out, 34, StandardCharsets.US_ASCII))
                .left("Name")
                .left("Text");
        columns.row("a", "some words that do not fit on one line");
        columns.print();

        assertThat(text(out))
                .isEqualTo("Name  Text\n----  ----\na     some words that do not fit\n      on one line\n");
    }

    private static String table(Charset charset) {
        var out = new ByteArrayOutputStream();
        var columns = new Columns(screen(out, 0, charset)).left("Name").right("Count");
        columns.row("a", 1);
        columns.print();
        return text(out);
    }

    private static Screen screen(ByteArrayOutputStream out, int columns, Charset charset) {
        var print = new PrintStream(out, true, charset);
        return new Screen(print, print, columns, charset, false);
    }

    private static String text(ByteArrayOutputStream out) {
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
