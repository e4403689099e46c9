package dev.openenv.tools;

import dev.openenv.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The capability of a world to be called through tools, outside of its steps: a call changes the world, but gives no reward
 * and ends no episode. Found with {@link dev.openenv.Environment#find}, also through wrappers.
 *
 * <p>Calls come one at a time and not during a reset or step, as those of the world itself; a world may allow more.
 *
 * <pre>{@code
 * var tools = env.find(Tools.class).orElseThrow();
 * tools.call("add", JsonObject.of("a", 2, "b", 3)).data();    // 5
 * }</pre>
 */
public interface Tools {

    /**
     * The tools that can be called now.
     *
     * @return what each is called, does and takes, in the world's order; names are unique
     */
    List<ToolDescriptor> list();

    /**
     * Calls a tool and waits for its result.
     *
     * @param name the tool's name
     * @param arguments by name; empty for none
     * @return what the tool gave
     * @throws ToolException when there is no such tool, the arguments do not fit, or the tool failed
     */
    ToolResult call(String name, JsonObject arguments);

    /**
     * Whether a tool may be called while others of the same world run, as in {@link CallTools}.
     *
     * @param name the tool's name
     * @return false when it must not, and for a tool that is not there
     */
    default boolean parallel(String name) {
        return false;
    }

    /**
     * How long one call of a tool may take where calls are timed, as in {@link ToolSteps}.
     *
     * @param name the tool's name
     * @return above zero; empty for the usual limit and for a tool that is not there
     */
    default Optional<Duration> limit(String name) {
        return Optional.empty();
    }
}
