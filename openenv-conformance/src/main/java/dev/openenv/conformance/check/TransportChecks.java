package dev.openenv.conformance.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Sizes, fragments, pings, handshakes and the end of the server: 59, 61 to 65. */
final class TransportChecks {

    static final List<Check> ALL = List.of(
            Check.echo(59, "a step of 45 s and 45 s of silence, with pings of both sides", TransportChecks::patience)
                    .takingLong(),
            Check.echo(61, "20 MB out, 15 MiB in", t -> {
                var socket = t.session();
                var out = socket.ask("{'type':'step','data':{'message':'big:20000000'}}")
                        .at("data.observation.echoed")
                        .text();
                if (out.length() != 20_000_000) {
                    throw new Mismatch("characters of big:20000000", 20_000_000, out.length());
                }
                var text = "x".repeat((15 << 20) - 100);
                var in = socket.ask("{'type':'step','data':{'message':'" + text + "'}}")
                        .at("data.observation.echoed")
                        .text();
                if (!in.equals(text)) {
                    throw new Mismatch("characters of a message of 15 MiB", text.length(), in.length());
                }
            }),
            Check.echo(62, "17 MiB in: served or closed with 1009", TransportChecks::tooLarge),
            Check.echo(63, "fragments, compression, subprotocols and queries", TransportChecks::handshakes),
            Check.echo(64, "unknown socket paths are refused in the handshake", t -> {
                for (var path : List.of("/nope", "/ws/", "/harness")) {
                    var socket = t.open(path);
                    if (socket.status() < 400 || socket.status() > 499) {
                        throw new Mismatch("handshake at " + path, "403 or another 4xx", socket.status());
                    }
                }
            }),
            Check.echo(65, "the end of the server closes sockets with 1012 or 1001", t -> {
                var server = t.start(ServerSettings.of("echo"));
                var socket = server.session();
                FrameChecks.step(socket, "hi");
                Target.stop(server, t);
                var end = socket.next();
                if (end.kind() != RawSocket.CLOSE || end.code() != 1012 && end.code() != 1001) {
                    throw new Mismatch("at the end of the server", "close 1012 or 1001", end);
                }
            }));

    private TransportChecks() {}

    private static void patience(Target t) throws Exception {
        var stepping = t.session();
        var silent = t.session();
        stepping.send("{'type':'step','data':{'message':'sleep:45'}}");
        stepping.frame(RawSocket.LAST | RawSocket.PING, new byte[] {1, 2, 3});
        var pong = stepping.next(Duration.ofSeconds(5));
        if (pong.kind() != RawSocket.PONG || !Arrays.equals(pong.payload(), new byte[] {1, 2, 3})) {
            throw new Mismatch("a ping during a step", "its pong", pong);
        }
        stepping.receive(Duration.ofSeconds(90)).at("data.observation.echoed").isText("sleep:45");
        FrameErrorChecks.usable(silent);
        if (stepping.pings() == 0 || silent.pings() == 0) {
            throw new Mismatch("pings within 45 s", "some", stepping.pings() + " and " + silent.pings());
        }
    }

    private static void tooLarge(Target t) throws Exception {
        var socket = t.session();
        try {
            socket.send("{'type':'step','data':{'message':'" + "x".repeat(17 << 20) + "'}}");
        } catch (IOException e) {
            // the server may close before all of it was sent
        }
        var end = socket.next(Duration.ofSeconds(30));
        var closed = end.kind() == RawSocket.CLOSE && end.code() == 1009;
        if (end.kind() != RawSocket.TEXT && !closed && !end.toString().startsWith("end")) {
            throw new Mismatch("17 MiB", "served or close 1009", end);
        }
        FrameErrorChecks.usable(t.session());
    }

    private static void handshakes(Target t) throws Exception {
        var socket = t.session();
        var bytes = "{\"type\":\"step\",\"data\":{\"message\":\"hi\"}}".getBytes(StandardCharsets.UTF_8);
        socket.frame(RawSocket.TEXT, Arrays.copyOfRange(bytes, 0, 5));
        socket.frame(RawSocket.CONTINUATION, new byte[0]);
        socket.frame(RawSocket.LAST | RawSocket.PING, new byte[] {7});
        socket.frame(RawSocket.LAST | RawSocket.CONTINUATION, Arrays.copyOfRange(bytes, 5, bytes.length));
        if (socket.next().kind() != RawSocket.PONG) {
            throw new Mismatch("a ping between fragments", "a pong", "another frame");
        }
        socket.receive().at("data.observation.echoed").isText("hi");
        var packed = t.session(
                "/ws",
                "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits; "
                        + "server_no_context_takeover");
        for (var i = 0; i < 3; i++) {
            FrameChecks.step(packed, "again and again and again and again")
                    .at("observation.n")
                    .is(String.valueOf(i + 1));
        }
        var other = t.session("/ws", "Sec-WebSocket-Protocol: chat, other");
        if (other.headers().containsKey("sec-websocket-protocol")) {
            throw new Mismatch("subprotocols chat, other", "none chosen", other.headers());
        }
        FrameErrorChecks.usable(other);
        FrameErrorChecks.usable(t.session("/ws?x=1&y=2"));
    }
}
