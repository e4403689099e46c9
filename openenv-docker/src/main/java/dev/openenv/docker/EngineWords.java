package dev.openenv.docker;

import java.util.regex.Pattern;

/** What an engine says about an error, without the JSON around it. */
final class EngineWords {

    private static final Pattern MESSAGE = Pattern.compile("\"message\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final int MOST = 500;

    private EngineWords() {}

    static String of(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && !(cause instanceof com.github.dockerjava.api.exception.DockerException)) {
            cause = cause.getCause();
        }
        var text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        var found = MESSAGE.matcher(text);
        var words = found.find() ? found.group(1).replace("\\\"", "\"").replace("\\n", " ") : text;
        return words.substring(0, Math.min(MOST, words.length()))
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
    }
}
