package dev.openenv.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.Memory;
import run.endive.runtime.TrapException;
import run.endive.wasm.types.MemoryLimits;

/** Shared memory does what the library's own memory does. */
class SharedMemoryTest {

    private static final int PAGE = 1 << 16;
    private static final int PAGES = 2;

    private final byte[][] image = new byte[PAGES * PAGE / SharedMemory.CHUNK][SharedMemory.CHUNK];
    private final Random random = new Random(5);

    @Test
    void anyOrderOfCallsGivesTheSame() {
        for (var chunk : image) {
            random.nextBytes(chunk);
        }
        var shared = new SharedMemory(image, 5);
        var other = new SharedMemory(image, 5);
        var plain = new ByteArrayMemory(new MemoryLimits(PAGES, 5));
        plain.write(0, other.readBytes(0, PAGES * PAGE));
        for (var i = 0; i < 200_000; i++) {
            var at = address(shared, 8);
            switch (random.nextInt(18)) {
                case 0 -> assertThat(shared.read(at)).isEqualTo(plain.read(at));
                case 1 -> assertThat(shared.readShort(at)).isEqualTo(plain.readShort(at));
                case 2 -> assertThat(shared.readInt(at)).isEqualTo(plain.readInt(at));
                case 3 -> assertThat(shared.readLong(at)).isEqualTo(plain.readLong(at));
                case 4 -> assertThat(shared.readU16(at)).isEqualTo(plain.readU16(at));
                case 5 -> assertThat(shared.readF32(at)).isEqualTo(plain.readF32(at));
                case 6 -> assertThat(shared.readF64(at)).isEqualTo(plain.readF64(at));
                case 7 -> assertThat(shared.readU8(at)).isEqualTo(plain.readU8(at));
                case 8 -> assertThat(shared.readI8(at)).isEqualTo(plain.readI8(at));
                case 9 -> assertThat(shared.readI16(at)).isEqualTo(plain.readI16(at));
                case 10 -> assertThat(shared.readU32(at)).isEqualTo(plain.readU32(at));
                case 11 -> both(shared, plain, memory -> memory.writeByte(at, (byte) at));
                case 12 -> both(shared, plain, memory -> memory.writeShort(at, (short) (at * 31)));
                case 13 -> both(shared, plain, memory -> memory.writeI32(at, at * 0x1234567));
                case 14 -> both(shared, plain, memory -> memory.writeLong(at, at * 0x123456789abcdefL));
                case 15 -> {
                    var count = random.nextInt(2) * random.nextInt(20_000);
                    var from = address(shared, count);
                    var to = random.nextBoolean() ? address(shared, count) : near(from, shared, count);
                    both(shared, plain, memory -> memory.copy(to, from, count));
                }
                case 16 -> {
                    var count = random.nextInt(10_000);
                    var from = address(shared, count);
                    var value = (byte) (random.nextBoolean() ? 0 : i);
                    both(shared, plain, memory -> memory.fill(value, from, from + count));
                }
                default -> {
                    var count = random.nextInt(10_000);
                    var from = address(shared, count);
                    assertThat(shared.readBytes(from, count)).isEqualTo(plain.readBytes(from, count));
                    if (random.nextInt(2000) == 0) {
                        assertThat(shared.grow(1)).isEqualTo(plain.grow(1));
                    }
                }
            }
        }
        assertThat(shared.readBytes(0, shared.pages() * PAGE)).isEqualTo(plain.readBytes(0, plain.pages() * PAGE));
        assertThat(other.ownBytes()).isZero();
    }

    private static int near(int address, Memory memory, int count) {
        return Math.min(address + 100, memory.pages() * PAGE - count);
    }

    private interface Doing {

        void in(Memory memory);
    }

    private static void both(Memory one, Memory two, Doing doing) {
        doing.in(one);
        doing.in(two);
    }

    private int address(Memory memory, int count) {
        return random.nextInt(memory.pages() * PAGE - count + 1);
    }

    @Test
    void beyondTheEndIsATrap() {
        var memory = new SharedMemory(image, PAGES);
        var end = PAGES * PAGE;

        assertThatThrownBy(() -> memory.read(end)).isInstanceOf(TrapException.class);
        assertThatThrownBy(() -> memory.readLong(end - 7)).isInstanceOf(TrapException.class);
        assertThatThrownBy(() -> memory.writeLong(end - 7, 1)).isInstanceOf(TrapException.class);
        assertThatThrownBy(() -> memory.writeByte(-1, (byte) 1)).isInstanceOf(TrapException.class);
        assertThatThrownBy(() -> memory.readBytes(end - 5, 6)).isInstanceOf(TrapException.class);
        assertThatThrownBy(() -> memory.readBytes(5, -6)).isInstanceOf(TrapException.class);
        assertThatThrownBy(() -> memory.copy(-5, 0, 6)).isInstanceOf(TrapException.class);
        assertThatThrownBy(() -> memory.fill((byte) 1, 0, end + 1)).isInstanceOf(TrapException.class);
        assertThat(memory.readBytes(end - 8, 8)).containsOnly(0);
        assertThat(memory.grow(1)).isEqualTo(-1);
    }

    @Test
    void onlyWhatIsWrittenIsCopied() {
        var memory = new SharedMemory(image, PAGES);
        memory.writeI32(SharedMemory.CHUNK - 2, -1);
        memory.readBytes(0, PAGES * PAGE);

        assertThat(memory.ownBytes()).isEqualTo(2L * SharedMemory.CHUNK);
        assertThat(image[0]).containsOnly(0);
    }
}
