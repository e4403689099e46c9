package dev.openenv.server;

import dev.openenv.Blame;
import dev.openenv.EpisodeOrderException;
import dev.openenv.OpenEnvException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client reads of an exception: its text, or an id that finds it in the log. Never a stack trace. */
record ErrorTexts(boolean hidden) {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorTexts.class);

    /** The message for the client. {@code place} is ours, never a client's text. */
    String of(Throwable failure, String place) {
        if (isTheClients(failure)) {
            return text(failure);
        }
        if (!hidden) {
            LOG.debug("environment failed place={}", place, LogText.safe(failure));
            return text(failure);
        }
        var id = UUID.randomUUID().toString();
        LOG.warn("environment failed place={} error={}", place, id, LogText.safe(failure));
        return "The environment failed; the server's log has the details under error " + id;
    }

    /** For failures whose text the wire has no place for. */
    void log(Throwable failure, String place) {
        LOG.warn("environment failed place={}", place, LogText.safe(failure));
    }

    /** Whether the client did something that it may read about, and the log need not know. */
    static boolean isTheClients(Throwable failure) {
        return failure instanceof EpisodeOrderException
                || failure instanceof RequestProblem
                || (failure instanceof OpenEnvException known && known.blame() == Blame.AGENT);
    }

    private static String text(Throwable failure) {
        var message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : WellFormed.text(message);
    }
}
