package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket client that can also misbehave: frames of any kind, half frames, resets. */
final class RawSocket implements AutoCloseable {

    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /** A frame of the server; {@code end} when the connection broke. */
    record Frame(int kind, byte[] payload) {
        int code() {
            return payload.length < 2 ? 1005 : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        }

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    private static final Frame END = new Frame(-1, new byte[0]);

    final int status;
    final String head;
    private final Socket socket;
    private final OutputStream out;
    private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();

    private RawSocket(Socket socket, String head, DataInputStream in) throws IOException {
        this.socket = socket;
        this.head = head;
        status = Integer.parseInt(head.substring(9, 12));
        out = socket.getOutputStream();
        if (status == 101) {
            var reader = new Thread(() -> read(in), "test-reader");
            reader.setDaemon(true);
            reader.start();
        }
    }

    static RawSocket open(int port, String path) throws IOException {
        return open(port, path, "");
    }

    /** {@code headers} are whole lines with their ends. */
    static RawSocket open(int port, String path, String headers) throws IOException {
        var socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                                + "\r\nUpgrade: websocket\r\nConnection: Upgrade"
                                + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                                + headers + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return new RawSocket(socket, head.toString(), in);
    }

    private void read(DataInputStream in) {
        try {
            while (true) {
                var first = in.readUnsignedByte();
                long length = in.readUnsignedByte();
                if (length == 126) {
                    length = in.readUnsignedShort();
                } else if (length == 127) {
                    length = in.readLong();
                }
                var message = new ByteArrayOutputStream();
                message.write(in.readNBytes((int) length));
                while ((first & 0x80) == 0) {
                    var more = in.readUnsignedByte();
                    long size = in.readUnsignedByte();
                    size = size == 126 ? in.readUnsignedShort() : size == 127 ? in.readLong() : size;
                    message.write(in.readNBytes((int) size));
                    first |= more & 0x80;
                }
                frames.add(new Frame(first & 0xf, message.toByteArray()));
            }
        } catch (IOException e) {
            frames.add(END);
        }
    }

    void send(JsonObject frame) throws IOException {
        send(JsonText.write(frame));
    }

    void send(String text) throws IOException {
        frame(0x80 | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code first} is the first byte of the frame: kind, and 0x80 on the last of a message. */
    void frame(int first, byte[] payload) throws IOException {
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
        head.write(new byte[4]); // a mask of zeros leaves the bytes as they are
        head.write(payload);
        out.write(head.toByteArray());
        out.flush();
    }

    /** The next frame of the server but pings. */
    Frame next() throws InterruptedException {
        while (true) {
            var frame = frames.poll(20, TimeUnit.SECONDS);
            assertThat(frame).as("a frame within 20 s").isNotNull();
            if (frame.kind() != PING) {
                return frame;
            }
        }
    }

    JsonObject receive() throws InterruptedException {
        var frame = next();
        assertThat(frame.kind()).as("kind of frame, code %s", frame.code()).isEqualTo(TEXT);
        return JsonText.parse(frame.text());
    }

    JsonObject ask(String text) throws IOException, InterruptedException {
        send(text);
        return receive();
    }

    /** The code of the error that comes next. */
    String error() throws InterruptedException {
        var frame = receive();
        assertThat(frame.get("type")).as("%s", frame).isEqualTo("error");
        return frame.object("data").orElseThrow().string("code").orElseThrow();
    }

    int closeCode() throws InterruptedException {
        var frame = next();
        assertThat(frame.kind()).as("kind of frame: %s", frame.text()).isEqualTo(CLOSE);
        return frame.code();
    }

    /** Says at the level of TCP that nothing more will come. */
    void endStream() throws IOException {
        socket.shutdownOutput();
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        if (!socket.isClosed()) {
            try {
                if (status == 101) {
                    frame(0x80 | CLOSE, new byte[] {3, (byte) 232});
                }
            } catch (IOException e) {
                // the server was faster
            }
            socket.close();
        }
    }
}
