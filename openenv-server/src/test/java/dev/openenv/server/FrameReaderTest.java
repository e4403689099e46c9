package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {

    private static final int LIMIT = 200_000;
    private static final int FINAL = 0x80;

    private final FrameReader reader = reader(LIMIT);
    private final List<String> seen = new ArrayList<>();

    private static FrameReader reader(long limit) {
        return new FrameReader(limit, new Budget(Long.MAX_VALUE, () -> {}).share());
    }

    private final FrameReader.Sink sink = new FrameReader.Sink() {
        @Override
        public void message(@Nullable String text) {
            seen.add(text == null ? "binary" : text);
        }

        @Override
        public void control(int opcode, byte[] payload) {
            seen.add(opcode + ":" + new String(payload, StandardCharsets.UTF_8));
        }
    };

    private static byte[] frame(int first, byte[] payload) {
        var mask = new byte[] {1, (byte) 0x82, 3, (byte) 0xF4};
        var bytes = ByteBuffer.allocate(14 + payload.length).put((byte) first);
        if (payload.length < 126) {
            bytes.put((byte) (0x80 | payload.length));
        } else if (payload.length < 1 << 16) {
            bytes.put((byte) 0xFE).putShort((short) payload.length);
        } else {
            bytes.put((byte) 0xFF).putLong(payload.length);
        }
        bytes.put(mask);
        for (var i = 0; i < payload.length; i++) {
            bytes.put((byte) (payload[i] ^ mask[i & 3]));
        }
        var frame = new byte[bytes.position()];
        bytes.flip().get(frame);
        return frame;
    }

    private static byte[] text(String text) {
        return frame(FINAL | FrameReader.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (var i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private int refusal(byte[] bytes) {
        return refusal(reader, bytes);
    }

    private int refusal(FrameReader reader, byte[] bytes) {
        var refusal = catchThrowableOfType(BadFrameException.class, () -> reader.feed(ByteBuffer.wrap(bytes), sink));
        assertThat(refusal).isNotNull();
        return refusal.code();
    }

    @Test
    @Timeout(10)
    void aMessageInVeryManyFramesCostsNoMoreThanItsLength() throws BadFrameException {
        var million = reader(1 << 20);
        var piece = frame(FrameReader.CONTINUATION, bytes('x'));
        million.feed(ByteBuffer.wrap(frame(FrameReader.TEXT, bytes('x'))), sink);
        for (var i = 2; i < 1 << 20; i++) {
            million.feed(ByteBuffer.wrap(piece), sink);
        }
        million.feed(ByteBuffer.wrap(frame(FINAL | FrameReader.CONTINUATION, bytes('x'))), sink);

        assertThat(seen).singleElement().asString().hasSize(1 << 20);
    }

    @Test
    void lengthsThatAreLongerThanTheyNeedBeAreRefused() {
        assertThat(refusal(bytes(0x81, 0xFE, 0, 125, 0, 0, 0, 0))).isEqualTo(1002);
        assertThat(refusal(reader(LIMIT), bytes(0x81, 0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0)))
                .isEqualTo(1002);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 125, 126, 65_535, 65_536, LIMIT})
    void textsOfAllLengthsAreRead(int length) throws BadFrameException {
        var text = "abcdefghijk".repeat(length / 11 + 1).substring(0, length);

        reader.feed(ByteBuffer.wrap(text(text)), sink);

        assertThat(seen).containsExactly(text);
    }

    @Test
    void itDoesNotMatterHowTheBytesComeIn() throws Exception {
        var random = new Random(1);
        for (var round = 0; round < 2_000; round++) {
            var bytes = ByteBuffer.allocate(100_000);
            var expected = new ArrayList<String>();
            for (var left = random.nextInt(6); left >= 0; left--) {
                var text = "\u00e9\uD83D\uDE00abc".repeat(random.nextInt(60));
                var payload = text.getBytes(StandardCharsets.UTF_8);
                var cut = random.nextInt(payload.length + 1);
                bytes.put(frame(FrameReader.TEXT, Arrays.copyOf(payload, cut)));
                bytes.put(frame(FINAL | FrameReader.PING, bytes(65 + left)));
                bytes.put(frame(FrameReader.CONTINUATION, bytes()));
                bytes.put(frame(FINAL | FrameReader.CONTINUATION, Arrays.copyOfRange(payload, cut, payload.length)));
                expected.add(FrameReader.PING + ":" + (char) (65 + left));
                expected.add(text);
            }
            bytes.flip();
            while (bytes.hasRemaining()) {
                var piece = bytes.slice(bytes.position(), Math.min(bytes.remaining(), 1 + random.nextInt(40)));
                bytes.position(bytes.position() + piece.remaining());
                reader.feed(piece, sink);
            }
            assertThat(seen).isEqualTo(expected);
            seen.clear();
        }
    }

    @Test
    void binaryMessagesAreSeenAndNotKept() throws BadFrameException {
        reader.feed(ByteBuffer.wrap(frame(FrameReader.BINARY, new byte[100])), sink);
        reader.feed(ByteBuffer.wrap(frame(FINAL, new byte[100])), sink);
        reader.feed(ByteBuffer.wrap(text("then")), sink);

        assertThat(seen).containsExactly("binary", "then");
    }

    @Test
    void whatIsNoUtf8IsRefused() throws BadFrameException {
        reader.feed(ByteBuffer.wrap(text("a real \uFFFD is none")), sink);

        assertThat(seen).hasSize(1);
        assertThat(refusal(frame(FINAL | FrameReader.TEXT, bytes('a', 0xC3)))).isEqualTo(FrameReader.NOT_UTF8);
        assertThat(refusal(reader(LIMIT), frame(FINAL | FrameReader.TEXT, bytes(0xED, 0xA0, 0x80))))
                .isEqualTo(FrameReader.NOT_UTF8);
    }

    @Test
    void aMessageBeyondTheLimitIsRefusedByItsHead() throws BadFrameException {
        assertThat(refusal(bytes(0x81, 0xFF, 0, 0, 0, 0, 0, 3, 0x0D, 0x41, 1, 2, 3, 4)))
                .isEqualTo(FrameReader.TOO_LARGE);
        assertThat(refusal(reader(LIMIT), bytes(0x82, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4)))
                .isEqualTo(FrameReader.TOO_LARGE);
    }

    @Test
    void partsTogetherAreLimitedToo() throws BadFrameException {
        reader.feed(ByteBuffer.wrap(frame(FrameReader.TEXT, new byte[LIMIT - 1])), sink);

        assertThat(refusal(frame(FrameReader.CONTINUATION, new byte[2]))).isEqualTo(FrameReader.TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({
        "0xC1, 0x80", // a reserved bit
        "0x81, 0x00", // no mask
        "0x83, 0x80", // an opcode that is none
        "0x8B, 0x80",
        "0x80, 0x80", // nothing to continue
        "0x09, 0x80", // a ping in parts
        "0x89, 0xFE", // a ping that is too long
    })
    void whatIsNoFrameIsRefused(String first, String second) {
        var head = bytes(Integer.decode(first), Integer.decode(second), 0, 126, 1, 2, 3, 4);

        assertThat(refusal(head)).isEqualTo(FrameReader.PROTOCOL_ERROR);
    }

    @Test
    void aMessageWithinAMessageIsRefused() throws BadFrameException {
        reader.feed(ByteBuffer.wrap(frame(FrameReader.TEXT, bytes('a'))), sink);

        assertThat(refusal(text("b"))).isEqualTo(FrameReader.PROTOCOL_ERROR);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1011, 1014, 3000, 4999})
    void closeCodesAreReadAndWritten(int code) throws BadFrameException {
        assertThat(CloseCode.read(CloseCode.bytes(code, "why"))).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 65_535})
    void otherCloseCodesAreRefused(int code) {
        assertThat(catchThrowableOfType(BadFrameException.class, () -> CloseCode.read(CloseCode.bytes(code, "")))
                        .code())
                .isEqualTo(FrameReader.PROTOCOL_ERROR);
    }

    @Test
    void aLongReasonIsCutBetweenCharacters() throws BadFrameException {
        var payload = CloseCode.bytes(1000, "\u20ac".repeat(100));

        assertThat(payload).hasSize(2 + 41 * 3);
        assertThat(CloseCode.read(payload)).isEqualTo(1000);
    }
}
