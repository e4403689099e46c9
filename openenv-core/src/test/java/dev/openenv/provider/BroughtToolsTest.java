package dev.openenv.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.ResetOptions;
import dev.openenv.context.Prompt;
import dev.openenv.context.Prompts;
import dev.openenv.context.Resource;
import dev.openenv.context.ResourceContent;
import dev.openenv.context.Resources;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.Tool;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolErrorKind;
import dev.openenv.tools.ToolException;
import dev.openenv.tools.ToolReply;
import dev.openenv.tools.ToolResult;
import dev.openenv.tools.ToolSet;
import dev.openenv.tools.Tools;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Environments of classes that are tools themselves, tools of others among one's own, and what stands beside tools. */
class BroughtToolsTest {

    private final List<String> events = new ArrayList<>();

    /** Tools from elsewhere: one that works and one that cannot be reached. */
    private static final class Elsewhere implements Tools, AutoCloseable {

        private final String name;
        private final List<String> events;

        Elsewhere(String name, List<String> events) {
            this.name = name;
            this.events = events;
            events.add("opened " + name);
        }

        @Override
        public List<ToolDescriptor> list() {
            return List.of(ToolDescriptor.of("who", "Who it is."), ToolDescriptor.of("far", "Too far."));
        }

        @Override
        public ToolResult call(String tool, JsonObject arguments) {
            if (tool.equals("far")) {
                throw new ToolException(ToolErrorKind.TRANSPORT_ERROR, "nobody there", null);
            }
            return ToolResult.of(name);
        }

        @Override
        public boolean parallel(String tool) {
            return tool.equals("who");
        }

        @Override
        public Optional<Duration> limit(String tool) {
            return Optional.of(Duration.ofSeconds(7));
        }

        @Override
        public void close() {
            events.add("closed " + name);
        }
    }

    @Test
    void aClassThatIsToolsIsAnEnvironmentOfThem() {
        var provider = ToolProvider.of(
                Elsewhere.class,
                options -> new Elsewhere(options.values().string("name").orElse("default"), events));
        try (var environment = provider.open()) {
            assertThat(environment.find(Tools.class).orElseThrow().list()).hasSize(2);
            environment.reset(ResetOptions.defaults().with("name", "one"));
            var who = (ToolReply) environment.step(CallTool.of("who")).observation();
            assertThat(who.result().orElseThrow().data()).isEqualTo("one");
            var far = (ToolReply) environment.step(CallTool.of("far")).observation();
            assertThat(far.error().orElseThrow().kind()).isEqualTo(ToolErrorKind.TRANSPORT_ERROR);
        }
        assertThat(events).containsExactly("opened default", "closed default", "opened one", "closed one");
    }

    public static final class Own {

        private final ToolSet all = ToolSet.builder()
                .addMethods(this)
                .addTools(new Elsewhere("other", new ArrayList<>()))
                .build();

        @Tool
        public String mine() {
            throw new ToolException(ToolErrorKind.TRANSPORT_ERROR, "a lie", null);
        }
    }

    @Test
    void failuresOfOthersKeepTheirKindAndThoseOfOnesOwnFunctionsDoNotChooseOne() {
        var all = new Own().all;
        assertThat(all.list()).extracting(ToolDescriptor::name).containsExactly("mine", "who", "far");
        assertThat(all.call("who", JsonObject.empty()).data()).isEqualTo("other");
        assertThat(all.parallel("who")).isTrue();
        assertThat(all.limit("far")).hasValue(Duration.ofSeconds(7));
        assertThat(kind(all, "far")).isEqualTo(ToolErrorKind.TRANSPORT_ERROR);
        assertThat(kind(all, "mine")).isEqualTo(ToolErrorKind.EXECUTION_ERROR);
    }

    private static ToolErrorKind kind(Tools tools, String name) {
        try {
            return ToolErrorKind.of("not refused: " + tools.call(name, JsonObject.empty()));
        } catch (ToolException e) {
            return e.kind();
        }
    }

    public static final class Library implements Resources, Prompts {

        private int readers;

        @Tool
        public int read() {
            return ++readers;
        }

        @Override
        public List<Resource> resources() {
            return List.of(Resource.of("library://count", "Count", "text/plain"));
        }

        @Override
        public Optional<ResourceContent> read(String uri) {
            return Optional.of(ResourceContent.text(String.valueOf(readers)));
        }

        @Override
        public List<Prompt> prompts() {
            return List.of(Prompt.of("begin", ""));
        }

        @Override
        public Optional<String> prompt(String name, Map<String, String> arguments) {
            return Optional.of("Read.");
        }
    }

    @Test
    void whatAnObjectOffersBesideItsToolsIsFoundAndIsAlwaysThatOfItsPresentObject() {
        try (var environment =
                ToolProvider.of(Library.class, options -> new Library()).open()) {
            var resources = environment.find(Resources.class).orElseThrow();
            environment.reset();
            environment.step(CallTool.of("read"));
            assertThat(resources.read("library://count").orElseThrow().text()).hasValue("1");
            environment.reset();
            assertThat(resources.read("library://count").orElseThrow().text()).hasValue("0");
            var prompts = environment.find(Prompts.class).orElseThrow();
            assertThat(prompts.prompt(prompts.prompts().get(0).name(), Map.of()))
                    .hasValue("Read.");
        }
        try (var environment = ToolProvider.of(Own.class, options -> new Own()).open()) {
            assertThat(environment.find(Resources.class)).isEmpty();
            assertThat(environment.find(Prompts.class)).isEmpty();
        }
    }
}
