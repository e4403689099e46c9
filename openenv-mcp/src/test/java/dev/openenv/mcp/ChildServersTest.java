package dev.openenv.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.json.JsonObject;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolErrorKind;
import dev.openenv.tools.ToolException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Foreign servers that are processes: good ones, bad ones, and that none is left behind. */
@Timeout(90)
class ChildServersTest {

    private static final JsonObject NONE = JsonObject.empty();

    private Set<ProcessHandle> before = Set.of();

    @BeforeEach
    void count() {
        before = ProcessHandle.current().descendants().collect(Collectors.toSet());
    }

    @AfterEach
    void noProcessIsLeft() {
        var left = started();
        left.forEach(process -> process.onExit().orTimeout(10, TimeUnit.SECONDS).join());
        assertThat(started()).isEmpty();
    }

    private List<ProcessHandle> started() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> !before.contains(process) && process.isAlive())
                .toList();
    }

    private static ToolException failure(McpTools tools, String tool) {
        return catchThrowableOfType(ToolException.class, () -> tools.call(tool, NONE));
    }

    @Test
    void aProcessIsStartedCalledAndEnded() {
        try (var tools = McpTools.connect(StdioServer.command("child", "tools"))) {
            assertThat(tools.list()).extracting(ToolDescriptor::name).contains("add", "tally");
            assertThat(tools.call("add", JsonObject.of("a", 2, "b", 3)).data()).isEqualTo(5L);
            assertThat(failure(tools, "fail").kind()).isEqualTo(ToolErrorKind.EXECUTION_ERROR);
            assertThat(started()).hasSize(1);
        }
        assertThat(started()).isEmpty();
    }

    @Test
    void aProcessThatDiesInTheMiddleOfACallIsATransportErrorAtOnce() {
        try (var tools = McpTools.connect(StdioServer.command("child", "dies").withLimit(Duration.ofSeconds(60)))) {
            var gone = failure(tools, "work");
            assertThat(gone.kind()).isEqualTo(ToolErrorKind.TRANSPORT_ERROR);
            assertThat(gone).hasMessage("server 'child' ended with exit code 7");
            assertThat(failure(tools, "work").kind()).isEqualTo(ToolErrorKind.TRANSPORT_ERROR);
        }
    }

    @Test
    void aCallThatIsNeverAnsweredIsATimeout() {
        try (var tools = McpTools.connect(StdioServer.command("child", "hangs").withLimit(Duration.ofSeconds(8)))) {
            assertThat(failure(tools, "work").kind()).isEqualTo(ToolErrorKind.TIMEOUT);
        }
    }

    @Test
    void aServersRefusalHasItsKind() {
        try (var tools = McpTools.connect(StdioServer.command("child", "refuses"))) {
            assertThat(failure(tools, "work").kind()).isEqualTo(ToolErrorKind.NOT_FOUND);
        }
    }

    @Test
    void whatIsNoServerFailsToConnect() {
        var absent = ToolServer.command("absent", "/no/such/program");
        var failure = catchThrowableOfType(ToolException.class, () -> McpTools.connect(absent));
        assertThat(failure.kind()).isEqualTo(ToolErrorKind.TRANSPORT_ERROR);
        assertThat(failure).hasMessageStartingWith("server 'absent' cannot be started");
        var silent = StdioServer.command("silent", "silent").withLimit(Duration.ofSeconds(1));
        assertThat(catchThrowableOfType(ToolException.class, () -> McpTools.connect(silent))
                        .kind())
                .isEqualTo(ToolErrorKind.TIMEOUT);
    }

    @Test
    void aProcessThatDoesNotWantToEndIsEnded() {
        try (var tools = McpTools.connect(StdioServer.command("child", "deaf"))) {
            assertThat(tools.list()).hasSize(1);
        }
        assertThat(started()).isEmpty();
    }

    @Test
    void closingInTheMiddleOfACallFreesItsCaller() throws Exception {
        var tools = McpTools.connect(StdioServer.command("child", "hangs").withLimit(Duration.ofSeconds(60)));
        try (tools) {
            var call = CompletableFuture.supplyAsync(() -> failure(tools, "work"));
            assertThat(call).isNotDone();
            tools.close();
            assertThat(call.get().kind()).isEqualTo(ToolErrorKind.TRANSPORT_ERROR);
        }
    }
}
