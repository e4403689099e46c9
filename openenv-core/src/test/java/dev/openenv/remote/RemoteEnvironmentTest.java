package dev.openenv.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.Environment;
import dev.openenv.EnvironmentFailedException;
import dev.openenv.InvalidActionException;
import dev.openenv.OpenEnvException;
import dev.openenv.ResetOptions;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.remote.EchoTypes.Heard;
import dev.openenv.remote.EchoTypes.Say;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RemoteEnvironmentTest {

    private static final Duration OPEN = Duration.ofSeconds(5);

    private static Environment<Say, Heard> started(ScriptedServer server) {
        var environment = EchoTypes.at(server.uri()).open(OPEN);
        environment.reset();
        return environment;
    }

    private static String stepped(String rest) {
        return "{\"observation\":{\"metadata\":{},\"echoed\":\"hi\",\"n\":1}," + rest + "}";
    }

    @Test
    void resetSendsTheOriginalSeedTheIdAndTheNamedOptions() throws Exception {
        var seed = new BigInteger("1180591620717411303424");
        try (var server = new ScriptedServer(peer -> {
                    peer.ready();
                    var sent = JsonText.parse(peer.read());
                    assertThat(sent.string("type")).contains("reset");
                    assertThat(sent.object("data").orElseThrow())
                            .isEqualTo(JsonObject.of("seed", seed, "episode_id", "E1", "prefix", "p "));
                    peer.result("{\"observation\":{\"metadata\":{},\"echoed\":\"p ready\",\"n\":0},\"reward\":null,"
                            + "\"done\":false}");
                });
                var environment = EchoTypes.at(server.uri()).open(OPEN)) {
            var result = environment.reset(ResetOptions.defaults()
                    .withSeed(seed)
                    .withEpisodeId("E1")
                    .with("prefix", "p ")
                    .with("seed", 1));
            assertThat(result.observation()).isEqualTo(new Heard("p ready", 0));
            assertThat(result.reward()).isEmpty();
            assertThat(result.done()).isFalse();
        }
    }

    @Test
    void rewardsOfAllKindsAreRead() throws Exception {
        var rewards = List.of("1", "true", "false", "0.5", "null", "NaN", "Infinity", "-Infinity", "1e999");
        try (var server = new ScriptedServer(peer -> {
                    peer.started();
                    for (var reward : rewards) {
                        assertThat(peer.read()).isEqualTo("{\"type\":\"step\",\"data\":{\"message\":\"hi\"}}");
                        peer.result(stepped("\"reward\":" + reward + ",\"done\":false"));
                    }
                    peer.read();
                    peer.result(stepped("\"reward\":9,\"reward\":2,\"done\":null"));
                    peer.read();
                    peer.result("{\"observation\":{\"echoed\":\"hi\",\"n\":1}}");
                });
                var environment = started(server)) {
            var seen = rewards.stream()
                    .map(reward -> environment.step(new Say("hi")).reward())
                    .map(reward -> reward.isPresent() ? "" + reward.getAsDouble() : "none")
                    .toList();
            assertThat(seen).containsExactly("1.0", "1.0", "0.0", "0.5", "none", "none", "none", "none", "none");
            assertThat(environment.step(new Say("hi")).reward()).hasValue(2);
            assertThat(environment.step(new Say("hi")).reward()).isEmpty();
        }
    }

    @Test
    void metadataBesideTheObservationIsPreferredToTheOneInside() throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    peer.started();
                    var inside = "{\"observation\":{\"metadata\":{\"in\":1},\"echoed\":\"hi\",\"n\":1},\"reward\":0";
                    for (var rest :
                            List.of(",\"metadata\":{\"out\":2}}", ",\"metadata\":null}", ",\"metadata\":{}}", "}")) {
                        peer.read();
                        peer.result(inside + rest);
                    }
                });
                var environment = started(server)) {
            assertThat(environment.step(new Say("hi")).metadata()).isEqualTo(JsonObject.of("out", 2));
            for (var i = 0; i < 3; i++) {
                assertThat(environment.step(new Say("hi")).metadata()).isEqualTo(JsonObject.of("in", 1));
            }
        }
    }

    @Test
    void doneIsTerminatedUnlessTheMetadataSaysTruncated() throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    peer.started();
                    for (var rest : List.of("", ",\"metadata\":{\"truncated\":true,\"k\":1}")) {
                        peer.read();
                        peer.result(stepped("\"reward\":1,\"done\":true" + rest));
                        peer.read();
                        peer.result(stepped("\"reward\":null,\"done\":false"));
                    }
                });
                var environment = started(server)) {
            var ended = environment.step(new Say("hi"));
            assertThat(ended.terminated()).isTrue();
            assertThat(ended.truncated()).isFalse();
            environment.reset();
            var cut = environment.step(new Say("hi"));
            assertThat(cut.terminated()).isFalse();
            assertThat(cut.truncated()).isTrue();
            assertThat(cut.metadata()).isEqualTo(JsonObject.of("k", 1));
        }
    }

    @Test
    void stateKeepsWhatTheWorldAdds() throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    peer.started();
                    peer.read();
                    peer.send("{\"type\":\"state\",\"data\":{\"episode_id\":\"E7\",\"step_count\":3,\"last\":\"hi\"}}");
                });
                var environment = started(server)) {
            var state = environment.state();
            assertThat(state.episodeId()).contains("E7");
            assertThat(state.stepCount()).isEqualTo(3);
            assertThat(state.values()).isEqualTo(JsonObject.of("last", "hi"));
        }
    }

    @Test
    void aValidationErrorIsAnInvalidActionThatNamesTheField() throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    peer.started();
                    peer.read();
                    peer.error("{\"message\":\"Invalid message\",\"code\":\"VALIDATION_ERROR\",\"errors\":[{\"type\":"
                            + "\"string_too_short\",\"loc\":[\"message\"],\"msg\":\"String should have at least 1"
                            + " character\",\"input\":\"\"},{\"type\":\"extra_forbidden\",\"loc\":[\"a/b\",0],"
                            + "\"msg\":\"Extra inputs are not permitted\",\"input\":1}]}");
                    peer.read();
                    peer.result(stepped("\"reward\":1,\"done\":false"));
                });
                var environment = started(server)) {
            var refused = catchThrowableOfType(InvalidActionException.class, () -> environment.step(new Say("")));
            assertThat(refused.field()).contains("/message");
            assertThat(refused)
                    .hasMessage("/message: expected a string with at least 1 character, got ''; "
                            + "/a~1b/0: expected no such field, got 1");
            assertThat(environment.step(new Say("hi")).reward()).hasValue(1);
        }
    }

    @Test
    void anExecutionErrorThatWasNotCountedIsAnInvalidAction() throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    peer.started();
                    peer.read();
                    peer.result(stepped("\"reward\":1,\"done\":false"));
                    peer.read();
                    peer.error("{\"message\":\"column 3 is full\",\"code\":\"EXECUTION_ERROR\"}");
                    assertThat(peer.read()).isEqualTo("{\"type\":\"state\"}");
                    peer.send("{\"type\":\"state\",\"data\":{\"episode_id\":\"E\",\"step_count\":1}}");
                    peer.read();
                    peer.result(stepped("\"reward\":2,\"done\":false"));
                });
                var environment = started(server)) {
            environment.step(new Say("a"));
            assertThat(catchThrowableOfType(InvalidActionException.class, () -> environment.step(new Say("b"))))
                    .hasMessage("column 3 is full");
            assertThat(environment.step(new Say("c")).reward()).hasValue(2);
        }
    }

    @Test
    void anExecutionErrorThatWasCountedIsAFailureOfTheEnvironment() throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    peer.started();
                    peer.read();
                    peer.error("{\"message\":\"disk full\",\"code\":\"EXECUTION_ERROR\"}");
                    peer.read();
                    peer.send("{\"type\":\"state\",\"data\":{\"episode_id\":\"E\",\"step_count\":1}}");
                });
                var environment = started(server)) {
            assertThat(catchThrowableOfType(EnvironmentFailedException.class, () -> environment.step(new Say("b"))))
                    .hasMessageContaining("disk full");
        }
    }

    @Test
    void aResetThatRaisedLeavesTheSessionOpenForAnother() throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    peer.ready();
                    peer.read();
                    peer.error("{\"message\":\"boom from reset\",\"code\":\"EXECUTION_ERROR\"}");
                    peer.read();
                    peer.result(stepped("\"reward\":null,\"done\":false"));
                });
                var environment = EchoTypes.at(server.uri()).open(OPEN)) {
            assertThat(catchThrowableOfType(EnvironmentFailedException.class, environment::reset))
                    .hasMessageContaining("boom from reset");
            assertThat(environment.reset().observation().echoed()).isEqualTo("hi");
        }
    }

    @Test
    void aServerThatDoesNotKnowTheMessageIsReportedWithItsCode() throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    peer.started();
                    peer.read();
                    peer.error("{\"message\":\"Unknown message type: step\",\"code\":\"UNKNOWN_TYPE\"}");
                });
                var environment = started(server)) {
            var thrown = catchThrowableOfType(RemoteException.class, () -> environment.step(new Say("b")));
            assertThat(thrown.code()).isEqualTo("unknown_type");
            assertThat(thrown.effect()).isEqualTo(dev.openenv.Effect.NOT_APPLIED);
        }
    }

    @Test
    void anObservationThatDoesNotFitIsReportedWithItsField() throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    peer.started();
                    peer.read();
                    peer.result("{\"observation\":{\"metadata\":{},\"echoed\":7,\"n\":1},\"reward\":1,\"done\":false}");
                });
                var environment = started(server)) {
            var thrown = catchThrowableOfType(RemoteException.class, () -> environment.step(new Say("b")));
            assertThat(thrown.code()).isEqualTo("observation_mismatch");
            assertThat(thrown).hasMessageContaining("/echoed");
        }
    }

    @Test
    void anActionThatIsTooLargeIsNotSent() throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    peer.started();
                    assertThat(peer.read()).contains("\"short\"");
                    peer.result(stepped("\"reward\":1,\"done\":false"));
                });
                var environment = EchoTypes.at(server.uri()).withMaxSend(100).open(OPEN)) {
            environment.reset();
            assertThat(catchThrowableOfType(
                            InvalidActionException.class, () -> environment.step(new Say("é".repeat(50)))))
                    .hasMessageContaining("at most 100");
            assertThat(environment.step(new Say("short")).reward()).hasValue(1);
        }
    }

    @Test
    void largeMessagesGoInFragmentsAndComeBackInFragments() throws Exception {
        var text = "a\uD83D\uDE00".repeat(100_000);
        try (var server = new ScriptedServer(peer -> {
                    peer.started();
                    var sent = JsonText.parse(peer.read());
                    assertThat(sent.object("data").orElseThrow().string("message"))
                            .contains(text);
                    assertThat(peer.frames).isGreaterThan(4);
                    var reply = ("{\"type\":\"observation\",\"data\":{\"observation\":{\"metadata\":{},\"echoed\":\""
                                    + text + "\",\"n\":1},\"reward\":1,\"done\":false}}")
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
                    for (var from = 0; from < reply.length; from += 9_999) {
                        var until = Math.min(reply.length, from + 9_999);
                        peer.frame(
                                (from == 0 ? ScriptedServer.Peer.TEXT : 0) | (until == reply.length ? 0x80 : 0),
                                java.util.Arrays.copyOfRange(reply, from, until));
                        peer.frame(0x80 | ScriptedServer.Peer.PING, new byte[] {1});
                    }
                    peer.read();
                });
                var environment = started(server)) {
            assertThat(environment.step(new Say(text)).observation().echoed()).isEqualTo(text);
        }
    }

    @Test
    void anObservationOfTwentyMegabytesIsRead() throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    peer.started();
                    peer.read();
                    peer.result(
                            "{\"observation\":{\"echoed\":\"" + "x".repeat(20_000_000) + "\",\"n\":1},\"reward\":1}");
                });
                var environment = started(server)) {
            assertThat(environment.step(new Say("big")).observation().echoed()).hasSize(20_000_000);
        }
    }

    @Test
    void aReplyRightBeforeTheEndOfTheConnectionIsRead() throws Exception {
        ScriptedServer.Script end = peer -> {
            peer.started();
            peer.read();
            peer.result("{\"observation\":{\"echoed\":\"" + "x".repeat(3_000_000) + "\",\"n\":1},\"reward\":1}");
        };
        for (var i = 0; i < 20; i++) {
            try (var server = new ScriptedServer(end);
                    var environment = started(server)) {
                assertThat(environment.step(new Say("big")).observation().echoed())
                        .hasSize(3_000_000);
            }
        }
    }

    @Test
    void aSessionAtRestAnswersPings() throws Exception {
        var pinged = new CountDownLatch(1);
        try (var server = new ScriptedServer(peer -> {
                    peer.started();
                    for (var i = 0; i < 3; i++) {
                        peer.frame(0x80 | ScriptedServer.Peer.PING, new byte[] {(byte) i});
                        peer.answer(ScriptedServer.Peer.PONG);
                    }
                    pinged.countDown();
                    peer.read();
                    peer.result(stepped("\"reward\":1,\"done\":false"));
                });
                var environment = started(server)) {
            pinged.await(); // no call is under way
            assertThat(environment.step(new Say("hi")).reward()).hasValue(1);
        }
    }

    private static OpenEnvException afterExecutionError(ExecutionErrors meaning, String more) throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    peer.started();
                    peer.read();
                    peer.error("{\"message\":\"no\",\"code\":\"EXECUTION_ERROR\"" + more + "}");
                    assertThat(peer.read()).as("no question for the state").isEmpty();
                });
                var environment =
                        EchoTypes.at(server.uri()).withExecutionErrors(meaning).open(OPEN)) {
            environment.reset();
            return catchThrowableOfType(OpenEnvException.class, () -> environment.step(new Say("b")));
        }
    }

    @Test
    void anExecutionErrorMeansWhatTheServerOrTheCallerSays() throws Exception {
        for (var meaning : ExecutionErrors.values()) {
            assertThat(afterExecutionError(meaning, ",\"refused\":true")).isInstanceOf(InvalidActionException.class);
            assertThat(afterExecutionError(meaning, ",\"refused\":false"))
                    .isInstanceOf(EnvironmentFailedException.class);
        }
        assertThat(afterExecutionError(ExecutionErrors.INVALID_ACTION, "")).isInstanceOf(InvalidActionException.class);
        assertThat(afterExecutionError(ExecutionErrors.ENVIRONMENT_FAILED, ""))
                .isInstanceOf(EnvironmentFailedException.class);
    }

    @Test
    void jsonWorldsNeedNoTypes() throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    peer.started();
                    peer.read();
                    peer.result("{\"observation\":{\"metadata\":{},\"half\":\"\\ud800\",\"odd\":NaN},\"reward\":1}");
                });
                var environment = RemoteProvider.at(server.uri()).open(OPEN)) {
            environment.reset();
            var result = environment.step(new JsonAction(JsonObject.of("message", "hi")));
            assertThat(result.observation().json()).isEqualTo(JsonObject.of("half", "\uFFFD", "odd", null));
        }
    }
}
