package dev.openenv.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.OpenEnvException;
import dev.openenv.json.JsonObject;
import dev.openenv.wrap.AbandonedThreads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ToolStepsTest {

    private static final Duration SOON = Duration.ofMillis(100);
    private static final Duration LATER = Duration.ofSeconds(50);

    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicBoolean release = new AtomicBoolean();
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final AbandonedThreads abandoned = new AbandonedThreads(2);

    private final ToolSet tools = ToolSet.builder()
            .add(ToolDescriptor.of("hello", "Greets."), given -> "hello")
            .add(ToolDescriptor.of("fail", "Fails."), given -> {
                throw new IllegalStateException("file not found");
            })
            .add(ToolDescriptor.of("wait", "Waits."), given -> {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    interrupted.set(true);
                }
                return "too late";
            })
            .add(ToolDescriptor.of("spin", "Heeds no interrupt."), given -> {
                while (!release.get()) {
                    LockSupport.parkNanos(1_000_000);
                    Thread.interrupted();
                }
                return null;
            })
            .build();

    @AfterEach
    void letGo() {
        release.set(true);
    }

    private ToolSteps steps(Duration limit) {
        return ToolSteps.of(tools).withLimit(limit).withAbandonedThreads(abandoned);
    }

    private static ToolReply call(ToolSteps steps, String tool) {
        var result = steps.step(CallTool.of(tool));
        assertThat(result.reward()).isEmpty();
        assertThat(result.done()).isFalse();
        return (ToolReply) result.observation();
    }

    @Test
    void listsAndCalls() {
        try (var steps = ToolSteps.of(tools)) {
            assertThat(steps.step(ListTools.all()).observation()).isEqualTo(ToolList.of(tools.list()));
            assertThat(call(steps, "hello")).isEqualTo(ToolReply.of("hello", ToolResult.of("hello")));
        }
    }

    @Test
    void failuresAreReplies() {
        try (var steps = ToolSteps.of(tools)) {
            assertThat(call(steps, "fail").error())
                    .hasValue(ToolError.of("execution_error", "Error calling tool 'fail': file not found"));
            assertThat(call(steps, "nope").error()).hasValue(ToolError.of("tool_not_found", "Unknown tool: 'nope'"));
            var extra =
                    (ToolReply) steps.step(CallTool.of("hello").with("x", 1)).observation();
            assertThat(extra.error().orElseThrow().kind()).isEqualTo(ToolErrorKind.INVALID_ARGUMENTS);
        }
    }

    @Test
    void theUsualLimitIsThirtySeconds() {
        assertThat(ToolSteps.DEFAULT_LIMIT).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aToolThatHeedsItsInterruptLeavesNothingBehind() {
        try (var steps = steps(SOON)) {
            assertThat(call(steps, "wait").error())
                    .hasValue(ToolError.of("timeout", "Tool 'wait' timed out after 0.1 seconds"));
            assertThat(interrupted).isTrue();
            assertThat(abandoned.total()).isZero();
            assertThat(call(steps, "hello").result()).hasValue(ToolResult.of("hello"));
        }
    }

    @Test
    void aToolThatHeedsNoInterruptFreesItsCallerAndIsCountedUntilItReturns() {
        try (var steps = steps(SOON)) {
            assertThat(call(steps, "spin").error().orElseThrow().kind()).isEqualTo(ToolErrorKind.TIMEOUT);
            assertThat(abandoned.count()).isEqualTo(1);
            steps.nextStep(JsonObject.of("timeout_s", 50));
            assertThat(call(steps, "hello").result()).hasValue(ToolResult.of("hello"));
            call(steps, "spin");
            assertThat(call(steps, "hello").error().orElseThrow().message())
                    .contains("2 threads of earlier calls never came back");
            release.set(true);
            while (abandoned.count() > 0) {
                LockSupport.parkNanos(1_000_000);
            }
            steps.nextStep(JsonObject.of("timeout_s", 50));
            assertThat(call(steps, "hello").result()).hasValue(ToolResult.of("hello"));
        }
    }

    @Test
    void aLimitBesideTheActionHoldsForOneStep() {
        try (var steps = steps(LATER)) {
            steps.nextStep(JsonObject.of("timeout_s", 0.25, "note", "x"));
            assertThat(call(steps, "wait").error().orElseThrow().message())
                    .isEqualTo("Tool 'wait' timed out after 0.25 seconds");
            release.set(true);
            assertThat(call(steps, "spin").error()).isEmpty();
            steps.nextStep(JsonObject.of("timeout_s", 1e300));
            assertThat(call(steps, "hello").error()).isEmpty();
        }
    }

    @Test
    void anInterruptOfTheCallerEndsTheCall() throws Exception {
        var thrown = new AtomicReference<Throwable>();
        var kept = new AtomicBoolean();
        try (var steps = steps(LATER)) {
            var caller = new Thread(() -> {
                try {
                    call(steps, "wait");
                } catch (OpenEnvException e) {
                    thrown.set(e);
                    kept.set(Thread.interrupted());
                }
            });
            caller.start();
            caller.interrupt();
            caller.join();
            assertThat(thrown.get()).hasMessageContaining("interrupted");
            assertThat(kept).isTrue();
            assertThat(call(steps, "hello").error()).isEmpty();
        }
    }

    @Test
    void toolsThatCannotBeListedAreNoneWithTheReason() {
        Tools broken = new Tools() {
            @Override
            public List<ToolDescriptor> list() {
                throw new IllegalStateException("gone");
            }

            @Override
            public ToolResult call(String name, JsonObject arguments) {
                throw new IllegalStateException("gone");
            }
        };
        try (var steps = ToolSteps.of(broken)) {
            var result = steps.step(ListTools.all());
            assertThat(result.observation()).isEqualTo(ToolList.of(List.of()));
            assertThat(result.metadata().get("error_type")).isEqualTo("list_tools_failed");
            assertThat(call(steps, "x").error().orElseThrow().kind()).isEqualTo(ToolErrorKind.EXECUTION_ERROR);
        }
    }

    @Test
    void aLimitMustBeAboveZero() {
        assertThatThrownBy(() -> ToolSteps.of(tools).withLimit(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
