package dev.openenv.springai;

import dev.openenv.Episode;
import dev.openenv.SpecException;
import dev.openenv.codec.JsonFormatException;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.ListTools;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolList;
import dev.openenv.tools.ToolObservation;
import dev.openenv.tools.ToolSet;
import dev.openenv.tools.ToolTexts;
import dev.openenv.tools.Tools;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.support.ToolCallbacks;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.execution.ToolExecutionException;

/**
 * Tools between Spring AI and environments: what has Spring AI's annotations becomes an environment's tools, and an
 * environment's tools become what a Spring AI agent calls, so that the agent can be evaluated and tested in the environment.
 *
 * <pre>{@code
 * Agent<ToolAction, ToolObservation> agent = episode -> ChatClient.create(model)
 *         .prompt(episode.task().instruction())
 *         .tools(SpringAiTools.of(episode).toArray())
 *         .call()
 *         .content();
 * }</pre>
 */
public final class SpringAiTools {

    private static final String RESULT = "result";
    private static final String WRAPPED = "{\"" + RESULT + "\":";

    private SpringAiTools() {}

    /**
     * The methods of objects that have Spring AI's annotation {@code @Tool}, unchanged, with the names, descriptions and schemas
     * that Spring AI gives them. Arguments are checked here before Spring AI reads them.
     *
     * @param objects whose methods are called
     * @return the tools; a result is what Spring AI writes, read as JSON where it is JSON
     * @throws SpecException when two have one name, or a name is reserved
     */
    public static ToolSet toolSet(Object... objects) {
        return toolSet(List.of(ToolCallbacks.from(objects)));
    }

    /**
     * Spring AI's callbacks as tools.
     *
     * @param callbacks what is called
     * @return the tools, in this order
     * @throws SpecException when two have one name, a name is reserved, or an input schema is no JSON object
     */
    public static ToolSet toolSet(Collection<? extends ToolCallback> callbacks) {
        var tools = ToolSet.builder();
        for (var callback : callbacks) {
            tools.add(descriptor(callback), arguments -> result(callback, arguments));
        }
        return tools.build();
    }

    private static ToolDescriptor descriptor(ToolCallback callback) {
        var definition = callback.getToolDefinition();
        try {
            var schema = JsonText.parse(definition.inputSchema());
            return ToolDescriptor.of(definition.name(), definition.description(), schema);
        } catch (JsonFormatException e) {
            throw new SpecException("the input schema of Spring AI's tool '" + definition.name()
                    + "' is no JSON object: " + e.getMessage());
        }
    }

    private static @Nullable Object result(ToolCallback callback, JsonObject arguments) throws Exception {
        String text;
        try {
            text = callback.call(JsonText.write(arguments));
        } catch (ToolExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
        try {
            return JsonText.parse(WRAPPED + text + "}").get(RESULT);
        } catch (JsonFormatException e) {
            return text;
        }
    }

    /**
     * The tools of an episode, for an agent that plays it: asking which there are is a step, and so is every call. What fails is
     * told to the model in words. When the episode is over the next call says so; one after that ends the agent's play.
     *
     * @param episode what is played
     * @return a callback for each tool; calls from several threads come one after the other
     * @throws dev.openenv.EpisodeOverException by a callback that is called again after it said that the episode is over
     */
    public static List<ToolCallback> of(Episode<ToolAction, ToolObservation> episode) {
        var seen = episode.step(ListTools.all()).observation();
        var tools = seen instanceof ToolList list ? list.tools() : List.<ToolDescriptor>of();
        return callbacks(tools, ToolTexts.calls(episode));
    }

    /**
     * Tools outside of an episode.
     *
     * @param tools what is called
     * @return a callback for each tool that there is now; what fails is told to the model in words
     */
    public static List<ToolCallback> of(Tools tools) {
        return callbacks(tools.list(), ToolTexts.calls(tools));
    }

    private static List<ToolCallback> callbacks(
            List<ToolDescriptor> tools, BiFunction<String, JsonObject, String> call) {
        return tools.stream()
                .<ToolCallback>map(tool -> new CalledTool(tool, call))
                .toList();
    }
}
