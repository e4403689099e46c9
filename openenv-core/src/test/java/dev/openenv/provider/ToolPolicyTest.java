package dev.openenv.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.Environment;
import dev.openenv.EnvironmentFailedException;
import dev.openenv.ResetOptions;
import dev.openenv.SpecException;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.CallTools;
import dev.openenv.tools.ListTools;
import dev.openenv.tools.Tool;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolEpisode;
import dev.openenv.tools.ToolError;
import dev.openenv.tools.ToolErrorKind;
import dev.openenv.tools.ToolException;
import dev.openenv.tools.ToolList;
import dev.openenv.tools.ToolObservation;
import dev.openenv.tools.ToolPolicy;
import dev.openenv.tools.ToolReplies;
import dev.openenv.tools.ToolReply;
import dev.openenv.tools.ToolResult;
import dev.openenv.tools.ToolSet;
import dev.openenv.tools.Tools;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a policy lets through, and the scores beside the reward. */
class ToolPolicyTest {

    /** A shop whose tools count what is done. */
    public static final class Shop implements ToolEpisode {

        private final List<String> done;
        private double tidy = 1;

        Shop(List<String> done) {
            this.done = done;
        }

        @Tool
        public String look(String at) {
            done.add("look " + at);
            return "a " + at;
        }

        @Tool
        public String buy(int count) {
            done.add("buy " + count);
            tidy = count > 5 ? Double.NaN : 0.5;
            return "bought";
        }

        @Tool
        public String burn() {
            done.add("burn");
            return "burnt";
        }

        @Override
        public Map<String, Double> rubrics() {
            var scores = new LinkedHashMap<String, Double>();
            scores.put("tidy", tidy);
            scores.put("quick", 1.0);
            return scores;
        }
    }

    private final List<String> done = new ArrayList<>();
    private final ToolPolicy policy = ToolPolicy.allowing("look", "buy")
            .withAtMost("look", 2)
            .withRule(
                    "nobody buys more than nine",
                    call -> call.arguments().integer("count").orElse(0) > 9
                            ? Optional.of("nine are enough")
                            : Optional.empty());

    private Environment<ToolAction, ToolObservation> open(ToolPolicy chosen) {
        var environment =
                ToolProvider.of(Shop.class, options -> new Shop(done), chosen).open();
        environment.reset();
        return environment;
    }

    private static ToolError refusal(Environment<ToolAction, ToolObservation> environment, CallTool call) {
        var result = environment.step(call);
        assertThat(result.done()).isFalse();
        assertThat(result.metadata().get("error_type")).isEqualTo("refused");
        var error = ((ToolReply) result.observation()).error().orElseThrow();
        assertThat(error.kind()).isEqualTo(ToolErrorKind.REFUSED);
        return error;
    }

    @Test
    void whatIsNotAllowedIsNeitherListedNorCalled() {
        try (var shop = open(policy)) {
            var list = (ToolList) shop.step(ListTools.all()).observation();
            assertThat(list.tools()).extracting(ToolDescriptor::name).containsExactly("buy", "look");
            assertThat(refusal(shop, CallTool.of("burn")).message()).isEqualTo("Tool 'burn' is not allowed here");
            assertThat(done).isEmpty();
        }
        try (var shop = open(ToolPolicy.allowingAll().without("burn"))) {
            refusal(shop, CallTool.of("burn"));
            assertThat(shop.find(Tools.class).orElseThrow().list()).hasSize(2);
        }
    }

    @Test
    void callsAreCountedInEachEpisode() {
        try (var shop = open(policy)) {
            for (var episode = 0; episode < 2; episode++) {
                var look = CallTool.of("look", JsonObject.of("at", "hat"));
                shop.step(look);
                shop.step(look);
                assertThat(refusal(shop, look).message())
                        .isEqualTo("Tool 'look' was called 2 times, which is all that is allowed");
                shop.reset(ResetOptions.seed(episode));
            }
            assertThat(done).hasSize(4);
        }
    }

    @Test
    void aRuleSeesTheArgumentsAndSaysWhy() {
        try (var shop = open(policy)) {
            assertThat(refusal(shop, CallTool.of("buy", JsonObject.of("count", 10)))
                            .message())
                    .isEqualTo("Tool 'buy' was not called: nine are enough");
            shop.step(CallTool.of("buy", JsonObject.of("count", 3)));
            assertThat(done).containsExactly("buy 3");
        }
        var broken = ToolPolicy.allowingAll().withRule("no hats", call -> {
            throw new IllegalStateException("key 4711");
        });
        try (var shop = open(broken)) {
            assertThat(refusal(shop, CallTool.of("burn")).message()).isEqualTo("the rule 'no hats' failed");
            assertThat(done).containsExactly("buy 3");
        }
    }

    @Test
    void itHoldsForSeveralCallsAndOutsideOfSteps() {
        try (var shop = open(policy)) {
            var look = CallTool.of("look", JsonObject.of("at", "hat"));
            var replies =
                    (ToolReplies) shop.step(CallTools.of(look, look, look)).observation();
            assertThat(replies.replies())
                    .extracting(reply -> reply.error().map(ToolError::kind))
                    .containsExactly(Optional.empty(), Optional.empty(), Optional.of(ToolErrorKind.REFUSED));
            var tools = shop.find(Tools.class).orElseThrow();
            assertThatThrownBy(() -> tools.call("look", JsonObject.of("at", "hat")))
                    .isInstanceOfSatisfying(
                            ToolException.class, e -> assertThat(e.kind()).isEqualTo(ToolErrorKind.REFUSED));
            assertThat(done).hasSize(2);
        }
    }

    @Test
    void aLimitHoldsForCallsAtTheSameTime() throws InterruptedException {
        var calls = new AtomicInteger();
        var set = ToolSet.builder()
                .add(ToolDescriptor.of("ring", "Rings."), arguments -> calls.incrementAndGet())
                .build();
        var tools = ToolPolicy.allowingAll().withAtMost("ring", 50).guard(set);
        var start = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < 8; i++) {
            var thread = new Thread(() -> {
                for (var call = 0; call < 100; call++) {
                    try {
                        start.await();
                        tools.call("ring", JsonObject.empty());
                    } catch (ToolException | InterruptedException e) {
                        // too many
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        start.countDown();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(calls).hasValue(50);
    }

    @Test
    void toolsThatNobodyHasAreRefusedWhenItIsBuilt() {
        assertThatThrownBy(() -> ToolProvider.of(
                        Shop.class,
                        options -> new Shop(done),
                        ToolPolicy.allowing("look", "lok").withAtMost("by", 1)))
                .isInstanceOf(SpecException.class)
                .hasMessage("the policy speaks of tools that are not there: by, lok; there are burn, buy, look");
        assertThatThrownBy(() -> ToolPolicy.allowing()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> policy.withAtMost("look", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itCanBeReviewed() {
        assertThat(policy.without("buy"))
                .hasToString(
                        "only buy, look, without buy\nlook: at most 2 calls in an episode\nnobody buys more than nine");
        assertThat(ToolPolicy.allowingAll()).hasToString("all tools");
    }

    /** Tools that are not read from methods. */
    public static final class Brought implements Tools {

        @Override
        public List<ToolDescriptor> list() {
            return List.of(ToolDescriptor.of("one", "One."), ToolDescriptor.of("two", "Two."));
        }

        @Override
        public ToolResult call(String name, JsonObject arguments) {
            return ToolResult.of(name);
        }
    }

    @Test
    void itHoldsForToolsThatAnObjectBrings() {
        var provider = ToolProvider.of(Brought.class, options -> new Brought(), ToolPolicy.allowing("one"));
        try (var environment = provider.open()) {
            environment.reset();
            refusal(environment, CallTool.of("two"));
            var reply = (ToolReply) environment.step(CallTool.of("one")).observation();
            assertThat(reply.result().orElseThrow().text()).isEqualTo("one");
        }
    }

    @Test
    void scoresStandBesideTheReward() {
        try (var shop = open(policy)) {
            var result = shop.step(CallTool.of("buy", JsonObject.of("count", 3)));
            assertThat(result.metadata()).isEqualTo(JsonObject.of("rubrics", JsonObject.of("tidy", 0.5, "quick", 1.0)));
            assertThat(result.reward()).isEmpty();
            var refused = shop.step(CallTool.of("burn"));
            assertThat(refused.metadata().names()).containsExactly("error_type", "rubrics");
            assertThatThrownBy(() -> shop.step(CallTool.of("buy", JsonObject.of("count", 6))))
                    .isInstanceOf(EnvironmentFailedException.class)
                    .hasMessageContaining("rubric 'tidy' must be finite, got NaN");
        }
    }
}
