package dev.openenv.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
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
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An environment's tools as LangChain4j knows tools: specifications for the model, and somebody who executes its requests. And
 * LangChain4j's tools as those of an environment.
 *
 * <p>As safe for many threads as the tools are; those of an episode are called one after the other.
 *
 * <pre>{@code
 * Agent<ToolAction, ToolObservation> agent = episode -> {
 *     var tools = LangChain4jTools.of(episode);
 *     var messages = new ArrayList<ChatMessage>(List.of(UserMessage.from(episode.task().instruction())));
 *     while (!episode.done()) {
 *         var reply = model.chat(ChatRequest.builder().messages(messages).toolSpecifications(tools.specifications()).build());
 *         messages.add(reply.aiMessage());
 *         reply.aiMessage().toolExecutionRequests().forEach(request -> messages.add(tools.execute(request)));
 *     }
 * };
 * }</pre>
 */
public final class LangChain4jTools {

    private static final String RESULT = "result";
    private static final String WRAPPED = "{\"" + RESULT + "\":";
    private static final String PARAMETERS = "parameters";

    private final List<ToolSpecification> specifications;
    private final BiFunction<String, JsonObject, String> call;

    private LangChain4jTools(List<ToolDescriptor> tools, BiFunction<String, JsonObject, String> call) {
        specifications = tools.stream().map(Specifications::of).toList();
        this.call = call;
    }

    /**
     * The tools of an episode, for an agent that plays it: asking which there are is a step, and so is every call. What fails is
     * told to the model in words. When the episode is over the next call says so; one after that ends the agent's play.
     *
     * @param episode what is played
     * @return the tools
     */
    public static LangChain4jTools of(Episode<ToolAction, ToolObservation> episode) {
        var seen = episode.step(ListTools.all()).observation();
        var tools = seen instanceof ToolList list ? list.tools() : List.<ToolDescriptor>of();
        return new LangChain4jTools(tools, ToolTexts.calls(episode));
    }

    /**
     * Tools outside of an episode.
     *
     * @param tools what is called; which there are is asked now
     * @return the tools; what fails is told to the model in words
     */
    public static LangChain4jTools of(Tools tools) {
        return new LangChain4jTools(tools.list(), ToolTexts.calls(tools));
    }

    /**
     * What the model is told.
     *
     * @return one for each tool, with its schema as the environment has it
     */
    public List<ToolSpecification> specifications() {
        return specifications;
    }

    /**
     * Does what the model asks for.
     *
     * @param request a tool's name, known or not, and its arguments, JSON or not
     * @return what is told to the model
     * @throws dev.openenv.EpisodeOverException when an episode's model asks again after it was told that the episode is over
     */
    public ToolExecutionResultMessage execute(ToolExecutionRequest request) {
        return ToolExecutionResultMessage.from(request, answer(request));
    }

    private String answer(ToolExecutionRequest request) {
        @Nullable String arguments = request.arguments();
        JsonObject read;
        try {
            read = arguments == null || arguments.isBlank() ? JsonObject.empty() : JsonText.parse(arguments);
        } catch (JsonFormatException e) {
            return "Error: invalid_args: the arguments of '" + request.name() + "' are no JSON object: "
                    + e.getMessage();
        }
        return call.apply(request.name(), read);
    }

    /**
     * Methods with LangChain4j's {@code @Tool} as tools of an environment. Arguments are checked here before a method is called,
     * and bound as LangChain4j binds them; what a method gives is a text, or written as JSON. What only LangChain4j's AI
     * services know, such as a memory id, no parameter may ask for.
     *
     * <pre>{@code
     * ToolSet tools = LangChain4jTools.toolSet(new Desk());
     * }</pre>
     *
     * @param objects whose methods are called, of any visibility; at least one
     * @return the tools, by object and name
     * @throws SpecException when an object has none, one cannot be called from here, two have one name, or a name is reserved
     */
    public static ToolSet toolSet(Object... objects) {
        var tools = ToolSet.builder();
        for (var object : objects) {
            AnnotatedMethod.of(object).forEach(method -> tools.add(descriptor(method.specification()), method::call));
        }
        return tools.build();
    }

    /**
     * LangChain4j's tools as tools of an environment, executed by somebody else. Arguments are checked here before they are
     * executed.
     *
     * <pre>{@code
     * LangChain4jTools.toolSet(
     *         ToolSpecifications.toolSpecificationsFrom(desk),
     *         request -> new DefaultToolExecutor(desk, request).execute(request, null));
     * }</pre>
     *
     * @param specifications what can be called
     * @param executor does it; what it gives is read as JSON where it is JSON
     * @return the tools, in this order
     * @throws SpecException when two have one name, or a name is reserved
     */
    public static ToolSet toolSet(
            Collection<ToolSpecification> specifications, Function<ToolExecutionRequest, String> executor) {
        Objects.requireNonNull(executor, "executor");
        var tools = ToolSet.builder();
        for (var specification : specifications) {
            tools.add(descriptor(specification), arguments -> {
                var request = ToolExecutionRequest.builder()
                        .name(specification.name())
                        .arguments(JsonText.write(arguments))
                        .build();
                return value(executor.apply(request));
            });
        }
        return tools.build();
    }

    private static ToolDescriptor descriptor(ToolSpecification specification) {
        var json = JsonText.parse(specification.toJson());
        @Nullable String description = specification.description();
        return ToolDescriptor.of(
                specification.name(),
                description == null ? "" : description,
                json.object(PARAMETERS).orElseGet(() -> JsonObject.of("type", "object")));
    }

    private static @Nullable Object value(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return JsonText.parse(WRAPPED + text + "}").get(RESULT);
        } catch (JsonFormatException e) {
            return text;
        }
    }
}
