package dev.openenv.junit.assertions;

import dev.openenv.Action;
import dev.openenv.json.JsonAction;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.CallTools;
import dev.openenv.tools.CodeAct;
import dev.openenv.tools.ListTools;
import java.util.stream.Collectors;

/** What an agent did, in a few words. */
final class ActionText {

    private ActionText() {}

    static String of(Action action) {
        if (action instanceof CallTool call) {
            return CallText.of(call);
        }
        if (action instanceof CallTools several) {
            return several.calls().stream().map(CallText::of).collect(Collectors.joining(" + "));
        }
        if (action instanceof CodeAct act) {
            return act.code().strip();
        }
        if (action instanceof ListTools) {
            return "list_tools";
        }
        return action instanceof JsonAction json ? json.json().toString() : ShortText.ofAny(action);
    }
}
