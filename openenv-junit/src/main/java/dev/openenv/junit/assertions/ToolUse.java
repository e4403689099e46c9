package dev.openenv.junit.assertions;

import dev.openenv.json.JsonObject;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.ToolReply;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call of a tool in an episode: made by an action of its own, together with others in one action, or by code.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * assertThat(episode).called("close_ticket")
 *         .allSatisfy(use -> assertThat(use.arguments().integer("id")).hasValue(7));
 * }</pre>
 */
public final class ToolUse {

    private final int step;
    private final int place;
    private final boolean byCode;
    private final CallTool call;
    private final @Nullable ToolReply reply;

    ToolUse(int step, int place, boolean byCode, CallTool call, @Nullable ToolReply reply) {
        this.step = step;
        this.place = place;
        this.byCode = byCode;
        this.call = Objects.requireNonNull(call, "call");
        this.reply = reply;
    }

    /**
     * The step in which it was called.
     *
     * @return from 1
     */
    public int step() {
        return step;
    }

    /**
     * Whether code called it.
     *
     * @return true when the action was a {@link dev.openenv.tools.CodeAct}
     */
    public boolean byCode() {
        return byCode;
    }

    /**
     * The tool.
     *
     * @return its name
     */
    public String tool() {
        return call.name();
    }

    /**
     * What it was called with.
     *
     * @return arguments by name, may be empty
     */
    public JsonObject arguments() {
        return call.arguments();
    }

    /**
     * What the tool replied.
     *
     * @return a result or an error; empty when the step was refused or failed, so that no tool was reached
     */
    public Optional<ToolReply> reply() {
        return Optional.ofNullable(reply);
    }

    /**
     * Whether the tool gave a result.
     *
     * @return false when it replied with an error or not at all
     */
    public boolean succeeded() {
        return reply != null && reply.result().isPresent();
    }

    /** Whether this came before another one for certain; calls of one action may be made beside each other. */
    boolean before(ToolUse other) {
        return step < other.step || (step == other.step && byCode && other.byCode && place < other.place);
    }

    @Override
    public String toString() {
        return CallText.of(call);
    }
}
