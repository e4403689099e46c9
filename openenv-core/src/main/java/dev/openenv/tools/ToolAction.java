package dev.openenv.tools;

import dev.openenv.Action;
import dev.openenv.json.Codec;

/**
 * An action that uses an environment's tools: {@link ListTools}, {@link CallTool}, {@link CallTools} or {@link CodeAct}. The family grows; a switch over it
 * needs a branch for others.
 */
public sealed interface ToolAction extends Action permits ListTools, CallTool, CallTools, CodeAct {

    /**
     * How the family is written: {@code {"type":"list_tools"}},
     * {@code {"type":"call_tool","tool_name":"add","arguments":{"a":2,"b":3}}}, where {@code type} and {@code arguments} may
     * be left out when reading a call, and {@code {"type":"call_tools","calls":[{"tool_name":"add",...},...]}} and
     * {@code {"type":"code_act","language":"python","code":"add(a=2, b=3)"}}, which other implementations do not know. {@code metadata} is dropped.
     *
     * @return the codec; its schema describes the call, as the Python package's does
     */
    static Codec<ToolAction> codec() {
        return ToolActionCodec.INSTANCE;
    }
}
