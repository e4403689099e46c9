package dev.openenv.docker;

import dev.openenv.Environment;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;

/** Talks to the probe in a container. */
final class Probe {

    private Probe() {}

    static DockerProvider<JsonAction, JsonObservation> provider() {
        return DockerProvider.image(TestImages.probe());
    }

    /** A probe that fails in a way that probe.py knows. */
    static DockerProvider<JsonAction, JsonObservation> failing(String how) {
        return provider().withVariable("PROBE", how);
    }

    /** What came of doing something inside; the words stand in probe.py. */
    static String does(Environment<JsonAction, JsonObservation> env, String words) {
        var result = env.step(new JsonAction(JsonObject.of("do", words)));
        return result.observation().json().string("result").orElseThrow();
    }

    static RunningContainer container(Environment<?, ?> env) {
        return env.find(RunningContainer.class).orElseThrow();
    }
}
