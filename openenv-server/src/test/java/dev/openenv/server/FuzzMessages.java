package dev.openenv.server;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Makes messages that no decent client sends; the same for the same random numbers. */
final class FuzzMessages {

    private static final List<String> VALID = List.of(
            "{\"type\":\"reset\"}",
            "{\"type\":\"reset\",\"data\":{\"seed\":42,\"episode_id\":\"e\"}}",
            "{\"type\":\"step\",\"data\":{\"message\":\"hello\"}}",
            "{\"type\":\"step\",\"data\":{\"message\":\"hello\",\"metadata\":{\"a\":[1,2.5,null,true]}}}",
            "{\"type\":\"state\"}",
            "{\"type\":\"mcp\",\"data\":{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}}",
            "{\"type\":\"mcp\",\"data\":{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"x\"}}}");
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ",",
            ":",
            "null",
            "NaN",
            "-Infinity",
            "1e999",
            "\\ud800",
            "\\u0000",
            "-",
            "0x1",
            "//",
            "9".repeat(400),
            "type",
            "data",
            "message",
            "__proto__",
            "\u00e9",
            "\ud83d\ude00",
            "\u2028",
            " ",
            "\n",
            "\t",
            "'");

    private final SplittableRandom random;

    FuzzMessages(SplittableRandom random) {
        this.random = random;
    }

    /** A frame, or several with a ping between, that are one message and need end no session; answered once. */
    byte[] message() {
        return switch (random.nextInt(20)) {
            case 0 -> RawHttp.frame(0x82, bytes(random.nextInt(200)));
            case 1 -> fragments(mutated());
            case 2, 3, 4 -> RawHttp.text(json(0));
            case 5 -> RawHttp.text(words(random.nextInt(60)));
            case 6 -> RawHttp.text("{\"type\":\"step\",\"data\":" + json(0) + "}");
            case 7 -> RawHttp.text("{\"type\":" + json(3) + ",\"data\":" + json(2) + "}");
            case 8 -> RawHttp.text(extreme());
            case 9, 10, 11, 12 -> RawHttp.text(valid());
            default -> RawHttp.text(mutated());
        };
    }

    private String valid() {
        return VALID.get(random.nextInt(VALID.size()));
    }

    /** A valid message with a few characters taken out, put in, doubled or changed. */
    String mutated() {
        var text = new StringBuilder(valid());
        for (var i = random.nextInt(4); i >= 0; i--) {
            var at = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(6)));
                case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(20))));
                default -> {
                    if (at < text.length()) {
                        text.setCharAt(at, (char) (1 + random.nextInt(0x7e)));
                    }
                }
            }
        }
        return text.toString();
    }

    /** JSON of any kind; never a frame that says "close". */
    String json(int depth) {
        return switch (random.nextInt(depth > 4 ? 6 : 8)) {
            case 0 -> "null";
            case 1 -> String.valueOf(random.nextLong());
            case 2 -> String.valueOf(random.nextDouble() * Math.pow(10, random.nextInt(600) - 300));
            case 3 -> random.nextBoolean() ? "true" : "NaN";
            case 4 -> "\"" + valid().replaceAll("[^a-z]", "") + "\"";
            case 5 -> "\"" + "\\u00e9x".repeat(random.nextInt(30)) + "\"";
            case 6 -> {
                var items = new StringBuilder("[");
                for (var i = random.nextInt(4); i > 0; i--) {
                    items.append(json(depth + 1)).append(i > 1 ? "," : "");
                }
                yield items.append(']').toString();
            }
            default -> {
                var members = new StringBuilder("{");
                for (var i = random.nextInt(4); i > 0; i--) {
                    var name = random.nextBoolean()
                            ? List.of("type", "data", "seed", "message").get(random.nextInt(4))
                            : "k" + i;
                    members.append('"')
                            .append(name)
                            .append("\":")
                            .append(json(depth + 1))
                            .append(i > 1 ? "," : "");
                }
                yield members.append('}').toString();
            }
        };
    }

    private String words(int count) {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private String extreme() {
        return switch (random.nextInt(40)) {
            case 0 -> "[".repeat(100_000);
            case 1 -> "{\"type\":\"step\",\"data\":{\"message\":\"" + "x".repeat(100_000) + "\"}}";
            case 2 -> "{\"a\":".repeat(20_000);
            case 3 -> "9".repeat(5_000);
            case 4 -> "{\"type\":\"reset\",\"data\":{\"seed\":" + "1".repeat(3_000) + "}}";
            case 5 -> "\"" + "\\ud800".repeat(1_000) + "\"";
            default ->
                "{\"type\":\"step\",\"data\":{\"message\":\"" + "\ud83d\ude00".repeat(random.nextInt(100)) + "\"}}";
        };
    }

    private byte[] fragments(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var cut = random.nextInt(bytes.length + 1);
        var first = RawHttp.frame(0x01, Arrays.copyOfRange(bytes, 0, cut));
        var last = RawHttp.frame(0x80, Arrays.copyOfRange(bytes, cut, bytes.length));
        return concat(concat(first, RawHttp.frame(0x89, bytes(random.nextInt(126)))), last);
    }

    private static byte[] concat(byte[] first, byte[] last) {
        var all = Arrays.copyOf(first, first.length + last.length);
        System.arraycopy(last, 0, all, first.length, last.length);
        return all;
    }

    byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Bytes after which a socket must be closed, or may be. */
    byte[] broken() {
        return switch (random.nextInt(6)) {
            case 0 -> RawHttp.frame(0x81, new byte[] {(byte) 0xc3, 0x28});
            case 1 -> new byte[] {(byte) 0x81, 2, '{', '}'};
            case 2 -> RawHttp.frame(0x83 + random.nextInt(5), bytes(3));
            case 3 -> RawHttp.frame(0xc1, bytes(3));
            case 4 -> RawHttp.frame(0x89, new byte[126 + random.nextInt(100)]);
            default -> bytes(1 + random.nextInt(60));
        };
    }

    /** A request in right form, whose path, headers and body are anything. */
    byte[] request(int port) {
        var path = List.of(
                        "/reset",
                        "/step",
                        "/step",
                        "/mcp",
                        "/state",
                        "/schema",
                        "/metadata",
                        "/health",
                        "/x",
                        "/%00%ff",
                        "/ws")
                .get(random.nextInt(11));
        var method = List.of("POST", "POST", "POST", "POST", "GET", "PUT", "DELETE", "OPTIONS", "HEAD", "FOO")
                .get(random.nextInt(10));
        var body =
                switch (random.nextInt(4)) {
                    case 0 -> "{\"action\":" + json(0) + ",\"timeout_s\":" + json(3) + "}";
                    case 1 -> "{\"action\":{\"message\":\"hi\"}}";
                    case 2 -> json(0);
                    default -> mutated();
                };
        var bytes = random.nextInt(8) == 0 ? bytes(random.nextInt(100)) : body.getBytes(StandardCharsets.UTF_8);
        var head = method + " " + path + (random.nextInt(5) == 0 ? "?session_id=" + random.nextInt() : "")
                + " HTTP/1.1\r\nHost: 127.0.0.1:"
                + port + "\r\n" + (random.nextInt(6) == 0 ? "" : "Content-Type: application/json\r\n")
                + "Content-Length: "
                + bytes.length + "\r\n\r\n";
        var headBytes = head.getBytes(StandardCharsets.US_ASCII);
        return concat(headBytes, bytes);
    }

    /** What is no request, or a handshake with something wrong; the server may answer or close. */
    byte[] noRequest(int port) {
        if (random.nextInt(4) == 0) {
            return bytes(1 + random.nextInt(300));
        }
        var text = new StringBuilder(RawHttp.head("GET /ws", port, RawHttp.HANDSHAKE));
        for (var i = random.nextInt(5); i >= 0; i--) {
            var at = random.nextInt(text.length() - 4);
            if (random.nextBoolean()) {
                text.setCharAt(at, (char) random.nextInt(256));
            } else {
                text.delete(at, at + random.nextInt(4));
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
