package dev.openenv.tools;

import dev.openenv.Observation;
import dev.openenv.json.Codec;

/**
 * What an environment of tools shows: {@link ToolsReady} after a reset, {@link ToolList} after {@link ListTools},
 * {@link ToolReply} after {@link CallTool}, {@link ToolReplies} after {@link CallTools}, {@link CodeReply} after {@link CodeAct}. The family grows; a switch over it needs a branch for others.
 */
public sealed interface ToolObservation extends Observation
        permits ToolsReady, ToolList, ToolReply, ToolReplies, CodeReply {

    /**
     * How the family is written: {@code {"tools":[...]}}, {@code {"tool_name":"add","result":...,"error":null}}, {@code
     * {"replies":[{"tool_name":...},...]}}, {@code {"output":"...","cut":false,"value":...,"calls":[...],"error":null}}, or any other fields for {@link ToolsReady}.
     *
     * @return the codec; its schema describes the reply to a call, as the Python package's does
     */
    static Codec<ToolObservation> codec() {
        return ToolObservationCodec.INSTANCE;
    }
}
