package dev.openenv.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the environment variables of an image say about the playground.
 *
 * @param readmeText what stands in the file that {@code ENV_README_PATH} names; null for nothing
 * @param host where the world finds this server, as {@code SPACE_HOST} says; null for nothing
 * @param inSpace whether it runs in a space of the Hub ({@code SPACE_ID}), which shows it in a frame
 */
record WebSurroundings(@Nullable String readmeText, @Nullable String host, boolean inSpace) {

    /** Switches the playground on. */
    static final String SWITCH = "ENABLE_WEB_INTERFACE";

    private static final Logger LOG = LoggerFactory.getLogger(WebSurroundings.class);
    private static final Set<String> YES = Set.of("true", "1", "yes");
    private static final int LONGEST_README = 1 << 20;
    private static final String HOST_NAME = "[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?";

    /** {@code variables} gives null for one that is not set. */
    static WebSurroundings of(UnaryOperator<@Nullable String> variables) {
        var host = variables.apply("SPACE_HOST");
        return new WebSurroundings(
                readme(variables.apply("ENV_README_PATH")),
                host != null && host.matches(HOST_NAME) ? host : null,
                variables.apply("SPACE_ID") != null);
    }

    static boolean switchedOn(UnaryOperator<@Nullable String> variables) {
        var value = variables.apply(SWITCH);
        return value != null && YES.contains(value.toLowerCase(Locale.ROOT));
    }

    Optional<String> readme() {
        return Optional.ofNullable(readmeText);
    }

    /** Who may show the page in a frame. */
    String frames() {
        return inSpace ? "'self' https://huggingface.co https://*.hf.space" : "'self'";
    }

    private static @Nullable String readme(@Nullable String path) {
        if (path == null || path.isEmpty()) {
            return null;
        }
        try (var in = Files.newInputStream(Path.of(path))) {
            return new String(in.readNBytes(LONGEST_README), StandardCharsets.UTF_8);
        } catch (IOException | InvalidPathException e) {
            LOG.warn("the file named by ENV_README_PATH cannot be read: {}", e.toString());
            return null;
        }
    }
}
