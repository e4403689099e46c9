package dev.openenv.conformance.check;

import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A WebSocket client that can also misbehave: frames of any kind, half frames, resets, no answer to pings. */
final class RawSocket implements AutoCloseable {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    static final int LAST = 0x80;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String what;
    private final int status;
    private final Map<String, String> headers;
    private final Socket socket;
    private final OutputStream out;
    private final BlockingDeque<Frame> frames = new LinkedBlockingDeque<>();
    private volatile boolean answersPings = true;
    private final AtomicInteger pings = new AtomicInteger();

    private RawSocket(String what, Socket socket, int status, Map<String, String> headers, DataInputStream in)
            throws IOException {
        this.what = what;
        this.socket = socket;
        this.status = status;
        this.headers = headers;
        out = socket.getOutputStream();
        if (status == 101) {
            var reader = new Thread(() -> read(in), "conformance-reader");
            reader.setDaemon(true);
            reader.start();
        }
    }

    /** Opens a socket; the status tells whether the server took it. */
    static RawSocket open(URI base, String path, String... moreHeaders) throws IOException {
        var socket = RawHttp.connect(base);
        socket.setSoTimeout(20_000);
        var key = new byte[16];
        RANDOM.nextBytes(key);
        var head = new StringBuilder("GET " + RawHttp.root(base) + path + " HTTP/1.1\r\nHost: "
                + RawHttp.authority(base) + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: "
                + Base64.getEncoder().encodeToString(key) + "\r\nSec-WebSocket-Version: 13\r\n");
        for (var header : moreHeaders) {
            head.append(header).append("\r\n");
        }
        socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        var status = Integer.parseInt(RawHttp.line(in).split(" ", 3)[1]);
        var headers = RawHttp.headers(in);
        socket.setSoTimeout(0);
        return new RawSocket("socket " + path, socket, status, headers, in);
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    int pings() {
        return pings.get();
    }

    void leavePingsUnanswered() {
        answersPings = false;
    }

    private void read(DataInputStream in) {
        try {
            var message = new ByteArrayOutputStream();
            var kind = 0;
            var packed = false;
            while (true) {
                var first = in.readUnsignedByte();
                long length = in.readUnsignedByte();
                if (length == 126) {
                    length = in.readUnsignedShort();
                } else if (length == 127) {
                    length = in.readLong();
                }
                var payload = in.readNBytes((int) length);
                var code = first & 0xf;
                if (code >= CLOSE) {
                    control(code, payload);
                    continue;
                }
                if (code != CONTINUATION) {
                    kind = code;
                    packed = (first & 0x40) != 0;
                }
                message.write(payload);
                if ((first & LAST) != 0) {
                    frames.add(new Frame(kind, packed ? unpacked(message.toByteArray()) : message.toByteArray()));
                    message.reset();
                }
            }
        } catch (IOException | DataFormatException e) {
            frames.add(new Frame(Frame.GONE, new byte[0]));
        }
    }

    private void control(int kind, byte[] payload) throws IOException {
        if (kind == PING) {
            pings.incrementAndGet();
            if (answersPings) {
                frame(LAST | PONG, payload);
            }
            return;
        }
        frames.add(new Frame(kind, payload));
    }

    /** Every message is unpacked on its own, as the handshake asks for. */
    private static byte[] unpacked(byte[] packed) throws DataFormatException {
        var inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            var all = new ByteArrayOutputStream();
            var part = new byte[8192];
            while (!inflater.needsInput() && !inflater.finished()) {
                all.write(part, 0, inflater.inflate(part));
            }
            return all.toByteArray();
        } finally {
            inflater.end();
        }
    }

    /** Sends JSON written with single quotes. */
    void send(String singleQuoted) throws IOException {
        text(singleQuoted.replace('\'', '"'));
    }

    void send(JsonObject frame) throws IOException {
        text(JsonText.write(frame));
    }

    void text(String text) throws IOException {
        frame(LAST | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code first} is the first byte of the frame: kind, and {@link #LAST} on the last of a message. */
    synchronized void frame(int first, byte[] payload) throws IOException {
        var head = new ByteArrayOutputStream();
        head.write(first);
        if (payload.length < 126) {
            head.write(0x80 | payload.length);
        } else if (payload.length < 65536) {
            head.write(0x80 | 126);
            head.write(payload.length >> 8);
            head.write(payload.length);
        } else {
            head.write(0x80 | 127);
            for (var shift = 56; shift >= 0; shift -= 8) {
                head.write((int) ((long) payload.length >> shift));
            }
        }
        var mask = new byte[4];
        RANDOM.nextBytes(mask);
        head.write(mask);
        var masked = new byte[payload.length];
        for (var i = 0; i < masked.length; i++) {
            masked[i] = (byte) (payload[i] ^ mask[i & 3]);
        }
        head.write(masked);
        out.write(head.toByteArray());
        out.flush();
    }

    /** The next message, or the end. */
    Frame next(Duration limit) throws InterruptedException {
        var frame = frames.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (frame == null) {
            throw new Mismatch(what, "a frame within " + limit.toMillis() + " ms", "none");
        }
        return frame;
    }

    boolean silentFor(Duration limit) throws InterruptedException {
        var frame = frames.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (frame != null) {
            frames.addFirst(frame);
        }
        return frame == null;
    }

    Frame next() throws InterruptedException {
        return next(Duration.ofSeconds(20));
    }

    Seen receive() throws InterruptedException {
        return receive(Duration.ofSeconds(20));
    }

    Seen receive(Duration limit) throws InterruptedException {
        var frame = next(limit);
        if (frame.kind() != TEXT) {
            throw new Mismatch(what, "a text frame", frame);
        }
        return Seen.parse(what, frame.text());
    }

    /** Sends JSON written with single quotes, and waits for the reply. */
    Seen ask(String singleQuoted) throws IOException, InterruptedException {
        send(singleQuoted);
        return receive();
    }

    /** The reply is an error frame of this code; its data. */
    Seen error(String code) throws InterruptedException {
        return error(receive(), code);
    }

    static Seen error(Seen reply, String code) {
        reply.keys("type", "data").at("type").isText("error");
        reply.at("data.message").text();
        reply.at("data.code").isText(code);
        return reply.at("data");
    }

    void closedBy(int code) throws InterruptedException {
        var frame = next();
        if (frame.kind() != CLOSE || frame.code() != code) {
            throw new Mismatch(what, "close " + code, frame);
        }
    }

    /** Ends the connection with a TCP reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        if (!socket.isClosed()) {
            try {
                if (status == 101) {
                    frame(LAST | CLOSE, new byte[] {3, (byte) 232});
                }
            } catch (IOException e) {
                // the server was faster
            }
            socket.close();
        }
    }
}
