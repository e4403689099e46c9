package dev.openenv.cli;

import dev.openenv.EnvironmentCatalog;
import dev.openenv.provider.Catalog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One run of the command in this process: what it printed and its exit code. */
record CommandRun(int code, String out, String err) {

    /** The lines printed, without the last break. */
    List<String> lines() {
        return out.lines().toList();
    }

    static CommandRun of(String... arguments) {
        return typing("", arguments);
    }

    static CommandRun typing(String input, String... arguments) {
        return run(Catalog.load(), input, 0, arguments);
    }

    static CommandRun with(EnvironmentCatalog catalog, String... arguments) {
        return run(Catalog.of(List.of(catalog)), "", 0, arguments);
    }

    static CommandRun with(EnvironmentCatalog catalog, String input, List<String> arguments) {
        return run(Catalog.of(List.of(catalog)), input, 0, arguments.toArray(new String[0]));
    }

    static CommandRun onTerminal(int columns, String... arguments) {
        return run(Catalog.load(), "", columns, arguments);
    }

    private static CommandRun run(Catalog catalog, String input, int columns, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var screen = new Screen(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                columns,
                StandardCharsets.UTF_8,
                columns > 0);
        var typed =
                new LineInput(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        var code = OpenEnvCommand.commandLine(screen, typed, new Interruption(), () -> catalog)
                .execute(arguments);
        screen.flush();
        return new CommandRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
