package dev.openenv.junit;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Reads how long something may take. */
final class Limits {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})\\s?(ms|s|m)");

    private Limits() {}

    static Duration parse(String text) {
        var match = FORM.matcher(text.strip());
        if (!match.matches()) {
            throw new ExtensionConfigurationException(
                    "@OpenEnvTest: limit is such as 500ms, 10s or 2m, got '" + text + "'");
        }
        var count = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            default -> Duration.ofMinutes(count);
        };
    }
}
