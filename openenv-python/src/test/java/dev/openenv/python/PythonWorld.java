package dev.openenv.python;

import dev.openenv.Environment;
import dev.openenv.code.CodeExecutor;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.ToolProvider;
import dev.openenv.tools.CodeAct;
import dev.openenv.tools.CodeReply;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import dev.openenv.tools.ToolPolicy;
import dev.openenv.wire.StepKeywords;
import java.time.Duration;

/** A {@link CodeDesk} whose agent writes Python. */
final class PythonWorld implements AutoCloseable {

    final Environment<ToolAction, ToolObservation> environment;

    PythonWorld(CodeExecutor executor) {
        this(executor, ToolPolicy.allowingAll());
    }

    PythonWorld(CodeExecutor executor, ToolPolicy policy) {
        environment =
                ToolProvider.of(CodeDesk.class, CodeDesk::new, policy, executor).open();
        environment.reset();
    }

    CodeReply run(String... lines) {
        return (CodeReply)
                environment.step(CodeAct.python(String.join("\n", lines))).observation();
    }

    CodeReply run(Duration limit, String code) {
        environment.find(StepKeywords.class).orElseThrow().nextStep(JsonObject.of("timeout_s", limit.toMillis() / 1e3));
        return run(code);
    }

    Object value(String... lines) {
        var reply = run(lines);
        return reply.value().orElseThrow(() -> new AssertionError("no value: " + reply + " " + reply.output()));
    }

    String error(String... lines) {
        var reply = run(lines);
        return reply.error()
                .orElseThrow(() -> new AssertionError("no error: " + reply))
                .message();
    }

    @Override
    public void close() {
        environment.close();
    }
}
