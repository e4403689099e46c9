package dev.openenv.remote;

import dev.openenv.Blame;
import dev.openenv.CapacityException;
import dev.openenv.Effect;
import dev.openenv.EnvironmentFailedException;
import dev.openenv.InvalidActionException;
import dev.openenv.InvalidOptionException;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.JsonObject;
import dev.openenv.json.Mismatch;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The server's word that a call failed.
 *
 * @param code as on the wire, upper-case with underscores
 * @param message as on the wire
 * @param errors what is wrong with the fields of the message that was sent, empty when the server did not say
 * @param data everything that was said
 */
record ErrorFrame(String code, String message, List<Mismatch> errors, JsonObject data) {

    static final String EXECUTION = "EXECUTION_ERROR";
    static final String CAPACITY = "CAPACITY_REACHED";
    static final String FACTORY = "FACTORY_ERROR";
    private static final String VALIDATION = "VALIDATION_ERROR";
    private static final String SESSION = "SESSION_ERROR";
    private static final Pattern SHOULD_BE = Pattern.compile("Input should be (.*)", Pattern.DOTALL);
    private static final Pattern SHOULD_HAVE = Pattern.compile("(\\w+) should have (.*)", Pattern.DOTALL);

    static ErrorFrame of(JsonObject data) {
        var errors = new ArrayList<Mismatch>();
        for (var item : data.list("errors").orElse(List.of())) {
            if (item instanceof JsonObject error) {
                errors.add(mismatch(error));
            }
        }
        return new ErrorFrame(
                data.string("code").orElse("no code"), data.string("message").orElse("no message"), errors, data);
    }

    /** Whether the server ends the session with it. */
    boolean ends() {
        return code.equals(CAPACITY) || code.equals(FACTORY) || code.equals(SESSION);
    }

    boolean session() {
        return code.equals(SESSION);
    }

    /** Whether the server has no such session. */
    boolean unknownSession() {
        return session() && message.toLowerCase(Locale.ROOT).contains("unknown session");
    }

    /** Whether the world refused the action, when the server says so. */
    Optional<Boolean> refused() {
        return errors.isEmpty() ? data.bool("refused") : Optional.of(true);
    }

    boolean execution() {
        return code.equals(EXECUTION);
    }

    /** A step that the agent may do differently; the world is as it was. */
    InvalidActionException refusal() {
        return errors.isEmpty()
                ? new InvalidActionException(message)
                : InvalidActionException.of(new JsonMismatchException("action", errors));
    }

    /** What the error means for a step. */
    OpenEnvException ofStep(URI uri) {
        return code.equals(VALIDATION) ? refusal() : of("step", uri);
    }

    /** What the error means for a reset. */
    OpenEnvException ofReset(URI uri) {
        if (code.equals(VALIDATION) && !errors.isEmpty()) {
            var first = errors.get(0);
            return new InvalidOptionException(
                    first.pointer().replaceFirst("^/data(?=/.)", "").substring(1), first.expected(), first.actual());
        }
        return of("reset", uri);
    }

    /** What the error means where nobody but the server can be to blame. */
    OpenEnvException of(String call, URI uri) {
        return switch (code) {
            case EXECUTION -> new EnvironmentFailedException(call + " of " + uri + " failed: " + message, null);
            case FACTORY ->
                new EnvironmentFailedException(
                        uri + " could not make an environment: " + message
                                + data.string("factory_name")
                                        .map(name -> " (factory " + name + ")")
                                        .orElse(""),
                        null);
            case CAPACITY -> new CapacityException(uri + " has no free place: " + message);
            case SESSION -> remote(call, uri, Effect.MAYBE, Retry.NEW_EPISODE);
            case VALIDATION, "INVALID_JSON", "UNKNOWN_TYPE" -> remote(call, uri, Effect.NOT_APPLIED, Retry.NEVER);
            default -> remote(call, uri, Effect.MAYBE, Retry.NEW_EPISODE);
        };
    }

    private RemoteException remote(String call, URI uri, Effect effect, Retry retry) {
        var blame =
                switch (code) {
                    case SESSION, VALIDATION, "INVALID_JSON", "UNKNOWN_TYPE" -> Blame.INFRASTRUCTURE;
                    default -> Blame.UNKNOWN;
                };
        var details = errors.isEmpty() ? "" : " " + errors;
        return new RemoteException(
                code.toLowerCase(Locale.ROOT),
                call + " was refused by " + uri + ": " + message + " (" + code + ")" + details,
                uri,
                0,
                blame,
                effect,
                retry,
                null);
    }

    /** The server's validator says what should be in whole sentences; here it follows the word "expected". */
    private static Mismatch mismatch(JsonObject error) {
        var type = error.string("type").orElse("value");
        var said = error.string("msg").orElse("something else");
        var be = SHOULD_BE.matcher(said);
        var have = SHOULD_HAVE.matcher(said);
        var expected = type.equals("missing")
                ? "a value"
                : type.equals("extra_forbidden")
                        ? "no such field"
                        : be.matches()
                                ? be.group(1)
                                : have.matches()
                                        ? "a " + have.group(1).toLowerCase(Locale.ROOT) + " with " + have.group(2)
                                        : said;
        return new Mismatch(pointer(error), type, expected, type.equals("missing") ? null : error.get("input"));
    }

    private static String pointer(JsonObject error) {
        var pointer = new StringBuilder();
        for (var part : error.list("loc").orElse(List.of())) {
            pointer.append('/').append(String.valueOf(part).replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
