package dev.openenv.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.OpenEnvException;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.JsonObject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several calls in one step. */
@Timeout(60)
class CallToolsTest {

    public static final class Desk {

        private final CyclicBarrier together = new CyclicBarrier(3);
        private final CountDownLatch waiting = new CountDownLatch(2);
        private final CountDownLatch interrupted = new CountDownLatch(2);
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        /** Comes back only when three run at once. */
        @Tool(parallel = true)
        public int meet(int x) throws Exception {
            together.await();
            return x;
        }

        @Tool
        public int alone(int x) {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.yield();
            inside.decrementAndGet();
            return x;
        }

        @Tool(parallel = true)
        public int fail(int x) {
            throw new IllegalStateException("not " + x);
        }

        @Tool(parallel = true, limitSeconds = 0.05)
        public int slow(int x) throws InterruptedException {
            new CountDownLatch(1).await();
            return x;
        }

        @Tool(parallel = true)
        public int hang(int x) throws InterruptedException {
            waiting.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                interrupted.countDown();
            }
            return x;
        }
    }

    private final Desk desk = new Desk();
    private final ToolSteps steps = ToolSteps.of(ToolSet.of(desk));

    @AfterEach
    void close() {
        steps.close();
    }

    private static CallTool call(String name, int x) {
        return CallTool.of(name, JsonObject.of("x", x));
    }

    private List<ToolReply> step(CallTool... calls) {
        return ((ToolReplies) steps.step(CallTools.of(calls)).observation()).replies();
    }

    private static Object outcome(ToolReply reply) {
        return reply.error()
                .<Object>map(ToolError::type)
                .orElseGet(() -> reply.result().map(ToolResult::data).orElseThrow());
    }

    @Test
    void toolsThatMayRunBesideOthersDoAndRepliesKeepTheOrderOfTheCalls() {
        for (var i = 0; i < 20; i++) {
            var replies = step(
                    call("meet", 1),
                    call("alone", 2),
                    call("fail", 3),
                    call("meet", 4),
                    call("none", 5),
                    call("meet", 6));

            assertThat(replies)
                    .extracting(ToolReply::toolName)
                    .containsExactly("meet", "alone", "fail", "meet", "none", "meet");
            assertThat(replies)
                    .extracting(CallToolsTest::outcome)
                    .containsExactly(1L, 2L, "execution_error", 4L, "tool_not_found", 6L);
        }
    }

    @Test
    void otherToolsComeOneAfterTheOther() {
        var many = Collections.nCopies(CallTools.MOST_CALLS, call("alone", 1));
        var replies = (ToolReplies) steps.step(CallTools.of(many)).observation();

        assertThat(replies.replies()).hasSize(CallTools.MOST_CALLS).allMatch(reply -> outcome(reply)
                .equals(1L));
        assertThat(desk.most).hasValue(1);
    }

    @Test
    void oneThatIsOutOfTimeDelaysNoOther() {
        assertThat(step(call("slow", 1), call("alone", 2), call("slow", 3)))
                .extracting(CallToolsTest::outcome)
                .containsExactly("timeout", 2L, "timeout");
        steps.nextStep(JsonObject.of("timeout_s", 0.05));
        assertThat(step(call("hang", 1), call("alone", 2)))
                .extracting(CallToolsTest::outcome)
                .containsExactly("timeout", 2L);
    }

    @Test
    void anInterruptEndsAllOfThem() throws Exception {
        var failure = new CompletableFuture<Throwable>();
        var thread = new Thread(() -> {
            try {
                step(call("hang", 1), call("hang", 2));
                failure.complete(new AssertionError("came back"));
            } catch (OpenEnvException e) {
                failure.complete(e);
            }
        });
        thread.start();
        desk.waiting.await();
        thread.interrupt();

        assertThat(failure.get(20, TimeUnit.SECONDS)).hasMessageContaining("interrupted");
        assertThat(desk.interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theWireFormComesBack() {
        var action = CallTools.of(call("a", 1), CallTool.of("b"));
        var json = ToolAction.codec().encode(action);
        assertThat(json)
                .isEqualTo(JsonText.parse("{\"type\":\"call_tools\",\"calls\":["
                        + "{\"type\":\"call_tool\",\"tool_name\":\"a\",\"arguments\":{\"x\":1}},"
                        + "{\"type\":\"call_tool\",\"tool_name\":\"b\",\"arguments\":{}}]}"));
        assertThat(ToolAction.codec().decode(json)).isEqualTo(action);
        assertThat(ToolAction.codec()
                        .decode(JsonText.parse("{\"type\":\"call_tools\",\"calls\":[{\"tool_name\":\"b\"}]}")))
                .isEqualTo(CallTools.of(CallTool.of("b")));

        var replies = ToolReplies.of(List.of(
                ToolReply.of("a", ToolResult.of(1)),
                ToolReply.failed("b", ToolError.of(ToolErrorKind.TIMEOUT, "late"))));
        assertThat(ToolObservation.codec().decode(ToolObservation.codec().encode(replies)))
                .isEqualTo(replies);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"call_tools\"}|/calls: missing",
                "{\"type\":\"call_tools\",\"calls\":[]}|/calls: expected a list of 1 to 64 calls",
                "{\"type\":\"call_tools\",\"calls\":[5]}|/calls/0: expected an object",
                "{\"type\":\"call_tools\",\"calls\":[{}]}|/calls/0/tool_name: missing",
                "{\"type\":\"call_tools\",\"calls\":[{\"tool_name\":\"a\",\"more\":1}]}|/calls/0/more",
                "{\"type\":\"call_tools\",\"calls\":[{\"tool_name\":\"a\"}],\"x\":1}|/x",
                "{\"type\":\"call_tools\",\"calls\":[{\"type\":\"call_tools\",\"tool_name\":\"a\"}]}|/calls/0/type"
            })
    void whatIsNoListOfCallsIsRefusedWithAPointer(String json, String words) {
        assertThatThrownBy(() -> ToolAction.codec().decode(JsonText.parse(json)))
                .isInstanceOf(JsonMismatchException.class)
                .hasMessageContaining(words);
    }

    @Test
    void noneAndTooManyCallsAreRefused() {
        assertThatThrownBy(() -> CallTools.of(List.of())).hasMessage("1 to 64 calls, got 0");
        assertThatThrownBy(() -> CallTools.of(Collections.nCopies(65, CallTool.of("a"))))
                .hasMessage("1 to 64 calls, got 65");
        assertThat(ToolSteps.DEFAULT_LIMIT).isEqualTo(Duration.ofSeconds(30));
    }
}
