package dev.openenv.python;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.runtime.TrapException;
import run.endive.wasm.types.DataSegment;

/**
 * Memory in chunks that are shared with the image until they are written. Confined to one thread. An address beyond the end
 * is a trap.
 */
@SuppressWarnings("removal") // of what the interface asks for until then
final class SharedMemory implements Memory {

    /** The size of a chunk, a power of two. */
    static final int CHUNK = 1 << 12;

    private static final int SHIFT = 12;
    private static final int MASK = CHUNK - 1;
    private static final int PAGE = 1 << 16;
    private static final int CHUNKS_OF_PAGE = PAGE / CHUNK;
    private static final byte[] NOTHING = new byte[CHUNK];
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int initialPages;
    private final int mostPages;
    private byte[][] chunks;

    /** Those of the chunks that may be written; the others are the image's. */
    private byte[][] own;

    private int owned;

    SharedMemory(byte[][] image, int mostPages) {
        chunks = image.clone();
        own = new byte[chunks.length][];
        initialPages = chunks.length / CHUNKS_OF_PAGE;
        this.mostPages = mostPages;
    }

    /** How many bytes are not shared. */
    long ownBytes() {
        return (long) owned * CHUNK;
    }

    @Override
    public int pages() {
        return chunks.length / CHUNKS_OF_PAGE;
    }

    @Override
    public int grow(int more) {
        var before = pages();
        if (more < 0 || more > mostPages - before) {
            return -1;
        }
        var old = chunks.length;
        chunks = Arrays.copyOf(chunks, old + more * CHUNKS_OF_PAGE);
        own = Arrays.copyOf(own, chunks.length);
        Arrays.fill(chunks, old, chunks.length, NOTHING);
        return before;
    }

    @Override
    public int initialPages() {
        return initialPages;
    }

    @Override
    public int maximumPages() {
        return mostPages;
    }

    private byte[] readable(int address) {
        try {
            return chunks[address >>> SHIFT];
        } catch (ArrayIndexOutOfBoundsException e) {
            throw outside(address);
        }
    }

    private byte[] writable(int address) {
        try {
            var chunk = own[address >>> SHIFT];
            return chunk == null ? copied(address >>> SHIFT) : chunk;
        } catch (ArrayIndexOutOfBoundsException e) {
            throw outside(address);
        }
    }

    private byte[] copied(int index) {
        var copy = chunks[index].clone();
        chunks[index] = copy;
        own[index] = copy;
        owned++;
        return copy;
    }

    private static TrapException outside(int address) {
        return new TrapException("out of bounds memory access: " + Integer.toUnsignedString(address));
    }

    @Override
    public byte read(int address) {
        return readable(address)[address & MASK];
    }

    @Override
    public void writeByte(int address, byte value) {
        writable(address)[address & MASK] = value;
    }

    @Override
    public short readShort(int address) {
        var offset = address & MASK;
        if (offset <= CHUNK - Short.BYTES) {
            return (short) SHORT.get(readable(address), offset);
        }
        return (short) (read(address) & 0xff | read(address + 1) << 8);
    }

    @Override
    public void writeShort(int address, short value) {
        var offset = address & MASK;
        if (offset <= CHUNK - Short.BYTES) {
            SHORT.set(writable(address), offset, value);
        } else {
            writable(address + 1);
            writeByte(address, (byte) value);
            writeByte(address + 1, (byte) (value >> 8));
        }
    }

    @Override
    public int readInt(int address) {
        var offset = address & MASK;
        if (offset <= CHUNK - Integer.BYTES) {
            return (int) INT.get(readable(address), offset);
        }
        return readShort(address) & 0xffff | readShort(address + Short.BYTES) << 16;
    }

    @Override
    public void writeI32(int address, int value) {
        var offset = address & MASK;
        if (offset <= CHUNK - Integer.BYTES) {
            INT.set(writable(address), offset, value);
        } else {
            writable(address + Integer.BYTES - 1);
            writeShort(address, (short) value);
            writeShort(address + Short.BYTES, (short) (value >> 16));
        }
    }

    @Override
    public long readLong(int address) {
        var offset = address & MASK;
        if (offset <= CHUNK - Long.BYTES) {
            return (long) LONG.get(readable(address), offset);
        }
        return readInt(address) & 0xffffffffL | (long) readInt(address + Integer.BYTES) << 32;
    }

    @Override
    public void writeLong(int address, long value) {
        var offset = address & MASK;
        if (offset <= CHUNK - Long.BYTES) {
            LONG.set(writable(address), offset, value);
        } else {
            writable(address + Long.BYTES - 1);
            writeI32(address, (int) value);
            writeI32(address + Integer.BYTES, (int) (value >> 32));
        }
    }

    @Override
    public long readU16(int address) {
        return readShort(address) & 0xffffL;
    }

    @Override
    public void writeF32(int address, float value) {
        writeI32(address, Float.floatToRawIntBits(value));
    }

    @Override
    public long readF32(int address) {
        return readInt(address);
    }

    @Override
    public float readFloat(int address) {
        return Float.intBitsToFloat(readInt(address));
    }

    @Override
    public void writeF64(int address, double value) {
        writeLong(address, Double.doubleToRawLongBits(value));
    }

    @Override
    public double readDouble(int address) {
        return Double.longBitsToDouble(readLong(address));
    }

    @Override
    public long readF64(int address) {
        return readLong(address);
    }

    private void check(int address, int count) {
        if (count < 0 || Integer.toUnsignedLong(address) + count > (long) chunks.length << SHIFT) {
            throw outside(address);
        }
    }

    @Override
    public byte[] readBytes(int address, int count) {
        check(address, count);
        var bytes = new byte[count];
        for (var done = 0; done < count; ) {
            var offset = address + done & MASK;
            var part = Math.min(CHUNK - offset, count - done);
            System.arraycopy(readable(address + done), offset, bytes, done, part);
            done += part;
        }
        return bytes;
    }

    @Override
    public void write(int address, byte[] bytes, int from, int count) {
        check(address, count);
        for (var done = 0; done < count; ) {
            var offset = address + done & MASK;
            var part = Math.min(CHUNK - offset, count - done);
            System.arraycopy(bytes, from + done, writable(address + done), offset, part);
            done += part;
        }
    }

    @Override
    public void fill(byte value, int from, int to) {
        check(from, to - from);
        for (var at = from; at != to; ) {
            var offset = at & MASK;
            var part = Math.min(CHUNK - offset, to - at);
            if (value != 0 || chunks[at >>> SHIFT] != NOTHING) {
                Arrays.fill(writable(at), offset, offset + part, value);
            }
            at += part;
        }
    }

    @Override
    public void copy(int to, int from, int count) {
        check(from, count);
        check(to, count);
        if (Integer.compareUnsigned(to, from) <= 0) {
            for (var done = 0; done < count; ) {
                done += copyPart(to + done, from + done, count - done);
            }
        } else {
            var left = count;
            while (left > 0) {
                left -= copyPartBefore(to + left, from + left, left);
            }
        }
    }

    /** From here on, as far as both are in one chunk. */
    private int copyPart(int to, int from, int most) {
        var part = Math.min(most, CHUNK - Math.max(to & MASK, from & MASK));
        System.arraycopy(readable(from), from & MASK, writable(to), to & MASK, part);
        return part;
    }

    /** Up to here, as far as both are in one chunk. */
    private int copyPartBefore(int toEnd, int fromEnd, int most) {
        var part = Math.min(most, Math.min((toEnd - 1 & MASK) + 1, (fromEnd - 1 & MASK) + 1));
        System.arraycopy(
                readable(fromEnd - part), fromEnd - part & MASK, writable(toEnd - part), toEnd - part & MASK, part);
        return part;
    }

    @Override
    public void zero() {
        // Called once, by an instance that is made; memory begins as the image is.
    }

    @Override
    public void initialize(Instance instance, DataSegment[] segments) {
        // As above.
    }

    @Override
    public void initPassiveSegment(int segment, int to, int from, int count) {
        throw new UnsupportedOperationException("the image has no data segments");
    }

    @Override
    public void drop(int segment) {
        throw new UnsupportedOperationException("the image has no data segments");
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public Object lock(int address) {
        throw new UnsupportedOperationException("no threads");
    }

    @Override
    public int waitOn(int address, int expected, long timeout) {
        throw new UnsupportedOperationException("no threads");
    }

    @Override
    public int waitOn(int address, long expected, long timeout) {
        throw new UnsupportedOperationException("no threads");
    }

    @Override
    public int notify(int address, int most) {
        return 0;
    }
}
