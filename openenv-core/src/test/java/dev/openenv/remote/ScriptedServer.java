package dev.openenv.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** A WebSocket server that does what a test says, byte by byte; one script for each connection, in order. */
final class ScriptedServer implements AutoCloseable {

    /** What happens on one connection. */
    interface Script {
        void play(Peer peer) throws Exception;
    }

    private final ServerSocket listener;
    private final Queue<Script> scripts = new ConcurrentLinkedQueue<>();
    private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());
    private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    final List<String> heads = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch over = new CountDownLatch(1);

    ScriptedServer(Script... connections) throws IOException {
        this(0, connections);
    }

    ScriptedServer(int port, Script... connections) throws IOException {
        this(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()), connections);
    }

    /** A server that listens in another way, such as over TLS. */
    ScriptedServer(ServerSocket listening, Script... connections) {
        listener = listening;
        scripts.addAll(List.of(connections));
        var thread = new Thread(this::accept, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Blocks until the test is over. */
    void untilOver() throws InterruptedException {
        over.await();
    }

    private void accept() {
        while (true) {
            try {
                var socket = listener.accept();
                open.add(socket);
                var script = scripts.poll();
                var thread = new Thread(() -> serve(socket, script), "scripted-peer");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket, Script script) {
        try (socket) {
            var peer = new Peer(socket);
            heads.add(peer.head);
            if (script != null) {
                script.play(peer);
            }
        } catch (IOException | InterruptedException e) {
            return; // the client went, as most tests have it
        } catch (Exception | AssertionError e) {
            failures.add(e);
        }
    }

    @Override
    public void close() {
        over.countDown();
        try {
            listener.close();
            for (var socket : List.copyOf(open)) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!failures.isEmpty()) {
            throw new AssertionError("a script failed", failures.get(0));
        }
    }

    /** The server's end of a connection. */
    static final class Peer {

        static final int TEXT = 1;
        static final int BINARY = 2;
        static final int CLOSE = 8;
        static final int PING = 9;
        static final int PONG = 10;

        final String head;
        final Socket socket;
        private final DataInputStream in;
        boolean answersPings = true;
        int enoughPings = Integer.MAX_VALUE;
        int lastOpcode;
        int frames;
        private boolean last;

        Peer(Socket socket) throws IOException {
            this.socket = socket;
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            var text = new StringBuilder();
            while (text.indexOf("\r\n\r\n") < 0) {
                text.append((char) in.readUnsignedByte());
            }
            head = text.toString();
        }

        void raw(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }

        /** The body of a request. */
        String body() throws IOException {
            var length = Integer.parseInt(head.replaceAll("(?is).*content-length: *(\\d+).*", "$1"));
            return new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }

        void http(int status, String body) throws IOException {
            raw("HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n"
                    + body);
        }

        Peer upgrade() throws Exception {
            return upgrade("");
        }

        private Peer upgrade(String more) throws Exception {
            var key = head.replaceAll("(?is).*sec-websocket-key: *(\\S+).*", "$1");
            var hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.UTF_8));
            raw(
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                            + Base64.getEncoder().encodeToString(hash) + "\r\n" + more + "\r\n");
            return this;
        }

        /** Upgrades as a server that keeps sessions. */
        Peer keeping() throws Exception {
            assertThat(head.toLowerCase(Locale.ROOT)).contains("sec-websocket-protocol: openenv.resume.v1");
            return upgrade("Sec-WebSocket-Protocol: openenv.resume.v1\r\n");
        }

        /** Keeps a session, tells its id, and answers a first reset. */
        Peer kept(String id) throws Exception {
            keeping();
            assertThat(read()).contains("openenv/session/create");
            send("{\"type\":\"mcp\",\"data\":{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":{\"session_id\":\"" + id
                    + "\"}}}");
            assertThat(read()).startsWith("{\"id\":1,\"type\":\"reset\"");
            return numbered(1, 0);
        }

        /** A result with the number of its call. */
        Peer numbered(int call, int n) throws IOException {
            return send("{\"type\":\"observation\",\"data\":{\"observation\":{\"metadata\":{},\"echoed\":\"hi\",\"n\":"
                    + n + "},\"reward\":" + n + ",\"done\":false},\"id\":" + call + "}");
        }

        /** Upgrades and answers the question for the state. */
        Peer ready() throws Exception {
            upgrade();
            read();
            send("{\"type\":\"state\",\"data\":{\"episode_id\":\"fresh\",\"step_count\":0}}");
            return this;
        }

        /** Ready, and a first reset answered. */
        Peer started() throws Exception {
            ready();
            read();
            return result(
                    "{\"observation\":{\"metadata\":{},\"echoed\":\"ready\",\"n\":0},\"reward\":null,\"done\":false}");
        }

        Peer result(String data) throws IOException {
            return send("{\"type\":\"observation\",\"data\":" + data + "}");
        }

        Peer error(String data) throws IOException {
            return send("{\"type\":\"error\",\"data\":" + data + "}");
        }

        Peer send(String text) throws IOException {
            return frame(0x80 | TEXT, text.getBytes(StandardCharsets.UTF_8));
        }

        Peer hangUp(int code, String reason) throws IOException {
            var bytes = new ByteArrayOutputStream();
            bytes.write(code >> 8);
            bytes.write(code);
            bytes.write(reason.getBytes(StandardCharsets.UTF_8));
            return frame(0x80 | CLOSE, bytes.toByteArray());
        }

        Peer frame(int first, byte[] payload) throws IOException {
            var out = new ByteArrayOutputStream(payload.length + 10);
            out.write(first);
            if (payload.length < 126) {
                out.write(payload.length);
            } else if (payload.length < 65536) {
                out.write(126);
                out.write(payload.length >> 8);
                out.write(payload.length);
            } else {
                out.write(127);
                for (var shift = 56; shift >= 0; shift -= 8) {
                    out.write((int) ((long) payload.length >> shift));
                }
            }
            out.write(payload);
            socket.getOutputStream().write(out.toByteArray());
            socket.getOutputStream().flush();
            return this;
        }

        /** Waits for a control frame. */
        void answer(int opcode) throws IOException {
            do {
                frame();
            } while (lastOpcode != opcode);
        }

        /** The payload of the next frame. */
        private byte[] frame() throws IOException {
            var first = in.readUnsignedByte();
            var second = in.readUnsignedByte();
            long length = second & 0x7f;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = in.readLong();
            }
            var mask = new byte[4];
            in.readFully(mask);
            var payload = new byte[(int) length];
            in.readFully(payload);
            for (var i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i & 3];
            }
            lastOpcode = first & 0xf;
            last = (first & 0x80) != 0;
            return payload;
        }

        /** The next text message, whole; answers pings; empty when a close frame came, "ping" after enough of these. */
        String read() throws IOException {
            var message = new ByteArrayOutputStream();
            frames = 0;
            while (true) {
                var payload = frame();
                switch (lastOpcode) {
                    case CLOSE -> {
                        return "";
                    }
                    case PING -> {
                        if (answersPings) {
                            frame(0x80 | PONG, payload);
                        }
                        if (--enoughPings == 0) {
                            return "ping";
                        }
                    }
                    case PONG -> {}
                    default -> {
                        frames++;
                        message.write(payload);
                        if (last) {
                            return message.toString(StandardCharsets.UTF_8);
                        }
                    }
                }
            }
        }
    }
}
