package dev.openenv.json;

import dev.openenv.Blame;
import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import java.util.List;
import java.util.stream.Collectors;

/** JSON, or a value that shall become JSON, is not as its type says. All problems are reported at once. */
public class JsonMismatchException extends OpenEnvException {

    private static final long serialVersionUID = 1L;

    private final transient List<Mismatch> mismatches;

    /**
     * JSON that is not as described.
     *
     * @param what what it should have been, for example a class name
     * @param mismatches at least one
     */
    public JsonMismatchException(String what, List<Mismatch> mismatches) {
        super(
                "json_mismatch",
                "not a valid " + what + ": "
                        + mismatches.stream().map(Mismatch::toString).collect(Collectors.joining("; ")),
                Blame.CALLER,
                Effect.NOT_APPLIED,
                Retry.NEVER,
                null);
        this.mismatches = List.copyOf(mismatches);
    }

    /**
     * What is wrong, in field order.
     *
     * @return at least one place
     */
    public List<Mismatch> mismatches() {
        return mismatches;
    }
}
