package dev.openenv.benchmarks.wire;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What the library alone costs: an Undertow that answers every text with the bytes that the echo world would send, without
 * reading it, on the thread that received it.
 */
public final class BareEcho {

    private static final String START =
            "{\"type\":\"observation\",\"data\":{\"observation\":{\"metadata\":{},\"echoed\":\"";
    private static final ByteBuffer SHORT = reply("hello");
    private static final ByteBuffer LONG = reply("x".repeat(1 << 20));

    private BareEcho() {}

    private static ByteBuffer reply(String echoed) {
        return ByteBuffer.wrap((START + echoed + "\",\"n\":12345},\"reward\":0.5,\"done\":false}}")
                .getBytes(StandardCharsets.US_ASCII));
    }

    /** Serves on the loopback port that is the only argument, until the process is ended. */
    public static void main(String[] args) {
        var echo = new AbstractReceiveListener() {
            @Override
            protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
                var reply = message.getData().contains("big:") ? LONG : SHORT;
                WebSockets.sendText(reply.duplicate(), channel, null);
            }
        };
        Undertow.builder()
                .addHttpListener(Integer.parseInt(args[0]), "127.0.0.1")
                .setIoThreads(Math.max(2, Runtime.getRuntime().availableProcessors()))
                .setWorkerThreads(2)
                .setHandler(Handlers.path(exchange -> exchange.endExchange())
                        .addExactPath("/ws", Handlers.websocket((exchange, channel) -> {
                            channel.getReceiveSetter().set(echo);
                            channel.resumeReceives();
                        })))
                .build()
                .start();
    }
}
