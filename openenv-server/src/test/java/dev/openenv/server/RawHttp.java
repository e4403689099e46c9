package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends bytes as they are and reads what comes back: requests no decent client sends. */
final class RawHttp implements AutoCloseable {

    private final Socket socket;

    RawHttp(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
    }

    /** Status of the answer to one request; -1 when the server closed without one. */
    static int status(int port, String request) throws IOException {
        return status(answer(port, request));
    }

    static int status(String answer) {
        return answer.startsWith("HTTP/1.") ? Integer.parseInt(answer.substring(9, 12)) : -1;
    }

    /** All that comes until the server closes or, when the answer says how long it is, until its end. */
    static String answer(int port, String request) throws IOException {
        try (var raw = new RawHttp(port)) {
            raw.send(request);
            return raw.read();
        }
    }

    /** A head with the usual Host. */
    static String head(String line, int port, String... headers) {
        return line + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // the server has refused already; its answer may still be read
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    String read() throws IOException {
        var all = new ByteArrayOutputStream();
        try {
            for (var next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                all.write(next);
                if (next == '\n' || next == '}') {
                    var text = all.toString(StandardCharsets.ISO_8859_1);
                    var body = text.indexOf("\r\n\r\n");
                    if (body > 0 && text.length() - body - 4 >= length(text)) {
                        return text;
                    }
                }
            }
        } catch (java.net.SocketException e) {
            // cut off: what came counts
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    private static int length(String head) {
        var at = head.toLowerCase(java.util.Locale.ROOT).indexOf("content-length: ");
        return at < 0 || head.startsWith("HTTP/1.1 101")
                ? 0
                : Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
