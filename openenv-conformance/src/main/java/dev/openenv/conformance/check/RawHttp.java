package dev.openenv.conformance.check;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** HTTP by hand, one connection a request: nothing is followed, corrected or hidden. */
final class RawHttp {

    private static final int CONNECT_MILLIS = 10_000;

    private final URI base;
    private final @Nullable String token;

    RawHttp(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    Reply get(String path) throws IOException {
        return send("GET", path, null, null, 20);
    }

    /** JSON written with single quotes. */
    Reply post(String path, String singleQuoted) throws IOException {
        return raw(path, "application/json", singleQuoted.replace('\'', '"'));
    }

    Reply raw(String path, @Nullable String type, String body) throws IOException {
        return send("POST", path, type, body.getBytes(StandardCharsets.UTF_8), 60);
    }

    Reply send(String method, String path, @Nullable String type, byte @Nullable [] body, int seconds)
            throws IOException {
        var what = method + " " + path
                + (body == null || body.length == 0
                        ? ""
                        : " " + new String(body, 0, Math.min(body.length, 160), StandardCharsets.UTF_8));
        try (var socket = connect(base)) {
            socket.setSoTimeout(seconds * 1000);
            var head = method + " " + root(base) + path + " HTTP/1.1\r\nHost: " + authority(base)
                    + "\r\nConnection: close\r\nAccept: */*\r\n"
                    + (token == null ? "" : authorization(token) + "\r\n")
                    + (type == null ? "" : "Content-Type: " + type + "\r\n")
                    + (body == null ? "" : "Content-Length: " + body.length + "\r\n")
                    + "\r\n";
            var writer = new Thread(() -> write(socket, head, body), "conformance-writer");
            writer.setDaemon(true);
            writer.start();
            return read(what, method, new BufferedInputStream(socket.getInputStream()));
        } catch (SocketTimeoutException e) {
            throw new Mismatch(what, "an answer within " + seconds + " s", "none");
        }
    }

    private static void write(Socket socket, String head, byte @Nullable [] body) {
        try {
            var out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            if (body != null) {
                out.write(body);
            }
            out.flush();
        } catch (IOException e) {
            // the answer may have come before the body was wanted; the reader decides
        }
    }

    static String authorization(String token) {
        return "Authorization: Bearer " + token;
    }

    static Socket connect(URI base) throws IOException {
        var secure = "https".equals(base.getScheme()) || "wss".equals(base.getScheme());
        var port = base.getPort() > 0 ? base.getPort() : secure ? 443 : 80;
        var socket = secure ? SSLSocketFactory.getDefault().createSocket() : new Socket();
        socket.connect(new InetSocketAddress(base.getHost(), port), CONNECT_MILLIS);
        socket.setTcpNoDelay(true);
        return socket;
    }

    static String authority(URI base) {
        return base.getPort() > 0 ? base.getHost() + ":" + base.getPort() : base.getHost();
    }

    static String root(URI base) {
        var path = base.getRawPath() == null ? "" : base.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static Reply read(String what, String method, InputStream in) throws IOException {
        var status = Integer.parseInt(line(in).split(" ", 3)[1]);
        var headers = headers(in);
        var body = new byte[0];
        if (!method.equals("HEAD") && status != 204 && status != 304) {
            body = body(in, headers);
        }
        return new Reply(what, status, headers, new String(body, StandardCharsets.UTF_8));
    }

    static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new LinkedHashMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            var all = new ByteArrayOutputStream();
            while (true) {
                var size = Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
                if (size == 0) {
                    return all.toByteArray();
                }
                all.write(in.readNBytes(size));
                line(in);
            }
        }
        var length = headers.get("content-length");
        return length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
    }

    static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        while (true) {
            var next = in.read();
            if (next < 0) {
                throw new EOFException("the connection ended within a line of the answer: '" + line + "'");
            }
            if (next == '\n') {
                return line.toString();
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
    }
}
