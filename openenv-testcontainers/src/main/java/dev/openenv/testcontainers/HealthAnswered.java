package dev.openenv.testcontainers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** Waits until {@code GET /health} is answered with 200, and no longer than the container runs. */
final class HealthAnswered extends AbstractWaitStrategy {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);
    private static final long PAUSE_NANOS = 20_000_000;
    private static final int OK = 200;

    @Override
    protected void waitUntilReady() {
        var target = waitStrategyTarget;
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(ANSWER_LIMIT)
                .build();
        var port = target.getExposedPorts().get(0);
        var health = URI.create("http://" + target.getHost() + ":" + target.getMappedPort(port) + "/health");
        var request = HttpRequest.newBuilder(health).timeout(ANSWER_LIMIT).build();
        var end = System.nanoTime() + startupTimeout.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK) {
                    return;
                }
            } catch (IOException notYet) {
                // asked again below
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ContainerLaunchException("interrupted while " + health + " was asked", e);
            }
            if (!target.isRunning()) {
                throw new ContainerLaunchException(
                        "the container ended before its server answered; it said: " + target.getLogs());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new ContainerLaunchException(
                "its server did not answer GET " + health + " with 200 within " + startupTimeout.toMillis() + " ms");
    }
}
