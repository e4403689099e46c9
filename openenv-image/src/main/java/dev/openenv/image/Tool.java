package dev.openenv.image;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

/** Runs the JDK's tools, and programs of the system. */
final class Tool {

    private static final int MOST_CHARACTERS = 2_000;

    private Tool() {}

    /** What a tool of the JDK that runs this says. */
    static String ofJdk(String name, List<String> arguments) {
        var tool = ToolProvider.findFirst(name)
                .orElseThrow(() -> new ImageException(
                        "no_tools", "this Java has no " + name + ": build the image with a JDK, not a JRE", null));
        var out = new StringWriter();
        var err = new StringWriter();
        var code = tool.run(new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
        if (code != 0) {
            throw ImageException.failed(name + " failed: " + shortened(err.toString() + out), null);
        }
        return out.toString();
    }

    /** What a program says on both streams. */
    static String run(Path folder, List<String> command, int seconds) {
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            var killer = process.onExit().orTimeout(seconds, TimeUnit.SECONDS).exceptionally(late -> {
                process.destroyForcibly();
                return process;
            });
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            killer.join();
            if (process.waitFor() != 0) {
                throw ImageException.failed(command.get(0) + " failed: " + shortened(said), null);
            }
            return said;
        } catch (IOException e) {
            throw new ImageException(
                    "no_tools",
                    command.get(0) + " cannot be run (" + e.getMessage() + "); images are built with a JDK, not a JRE",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ImageException.failed("interrupted while " + command.get(0) + " ran", e);
        }
    }

    static String shortened(String text) {
        var stripped = text.strip();
        return stripped.length() <= MOST_CHARACTERS
                ? stripped
                : "..." + stripped.substring(stripped.length() - MOST_CHARACTERS);
    }
}
