package dev.openenv.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.server.EnvServer;
import dev.openenv.server.RunningServer;
import dev.openenv.server.ServerListener;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServerMetricsTest {

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aPageForPrometheusCountsSessionsCallsAndRefusals() throws Exception {
        var echo = EnvServer.serve(ConformanceWorlds.echo()).port(0).maxSessions(1);
        try (var server = ServerMetrics.serveTo(echo).start()) {
            var first = connect(server);
            first.sendText("{\"type\":\"step\",\"data\":{\"message\":\"hi\"}}", true);
            await(server, "openenv_calls_seconds_count{operation=\"step\",outcome=\"ok\"} 1");
            var second = connect(server);
            await(server, "openenv_refusals_total{reason=\"capacity\"} 1.0");
            assertThat(page(server).lines())
                    .contains(
                            "openenv_sessions_active 1.0",
                            "openenv_sessions_opened_total 1.0",
                            "openenv_calls_seconds_bucket{operation=\"step\",outcome=\"ok\",le=\"+Inf\"} 1")
                    .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"));
            first.sendClose(1000, "");
            second.abort();
            await(server, "openenv_sessions_active 0.0");
            await(server, "openenv_sessions_closed_total{reason=\"client\"} 1.0");
        }
    }

    @Test
    void nothingAClientSendsBecomesASeries() throws Exception {
        try (var server = ServerMetrics.serveTo(
                        EnvServer.serve(ConformanceWorlds.echo()).port(0))
                .start()) {
            var before = page(server)
                    .lines()
                    .filter(line -> line.startsWith("openenv_"))
                    .count();
            for (var i = 0; i < 50; i++) {
                client.send(
                        HttpRequest.newBuilder(URI.create(server.uri() + "/path" + i))
                                .build(),
                        BodyHandlers.discarding());
            }
            assertThat(page(server).lines().filter(line -> line.startsWith("openenv_")))
                    .hasSize(Math.toIntExact(before));
        }
    }

    @Test
    void metersGoToAnyRegistry() {
        var registry = new SimpleMeterRegistry();
        var metrics = ServerMetrics.in(registry);
        metrics.sessionOpened();
        metrics.callFinished(ServerListener.Operation.RESET, ServerListener.Outcome.FAILED, Duration.ofMillis(3));
        var timer = registry.get("openenv.calls")
                .tags("operation", "reset", "outcome", "failed")
                .timer();
        assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(3);
        assertThat(registry.get("openenv.sessions.active").gauge().value()).isEqualTo(1);
    }

    private WebSocket connect(RunningServer server) throws Exception {
        return client.newWebSocketBuilder()
                .buildAsync(URI.create("ws" + server.uri().toString().substring(4) + "/ws"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                        socket.request(1);
                        return CompletableFuture.completedFuture(null);
                    }
                })
                .get(20, TimeUnit.SECONDS);
    }

    private String page(RunningServer server) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(server.uri() + "/metrics")).build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    private void await(RunningServer server, String line) throws Exception {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (page(server).lines().noneMatch(line::equals) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        assertThat(page(server).lines()).contains(line);
    }
}
