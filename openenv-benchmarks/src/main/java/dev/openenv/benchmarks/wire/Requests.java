package dev.openenv.benchmarks.wire;

import java.nio.ByteBuffer;

/** What the load programs ask for. */
final class Requests {

    static final ByteBuffer STEP = Frames.text("{\"type\":\"step\",\"data\":{\"message\":\"hello\"}}");
    static final ByteBuffer RESET = Frames.text("{\"type\":\"reset\",\"data\":{}}");
    static final ByteBuffer BIG = Frames.text("{\"type\":\"step\",\"data\":{\"message\":\"big:1048576\"}}");
    static final ByteBuffer HTTP_STEP = Frames.post("/step", "{\"action\":{\"message\":\"hello\"}}");
    static final ByteBuffer HTTP_RESET = Frames.post("/reset", "{}");

    private Requests() {}
}
