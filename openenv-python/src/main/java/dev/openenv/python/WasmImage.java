package dev.openenv.python;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import run.endive.runtime.Instance;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;

/** Python ready to run: its program without data, and what is in its memory. Immutable, shared by all instances. */
final class WasmImage {

    static final String CODE = "python.wasm";
    static final String MEMORY = "python.image.gz";
    static final String STAMP = "python.image.input";
    static final int PAGE_BYTES = 1 << 16;
    static final int STACK_POINTER = 0;

    /** Names, what to call at the start, and data: what is done already. */
    private static final Set<Integer> SECTIONS_LEFT_OUT = Set.of(0, 8, 11, 12);

    private static final int HEADER_BYTES = 8;

    private final WasmModule module;
    private final boolean[] variable;
    private final long[] globals;
    private final byte[][] memory;

    private WasmImage(WasmModule module, boolean[] variable, long[] globals, byte[][] memory) {
        this.module = module;
        this.variable = variable;
        this.globals = globals;
        this.memory = memory;
    }

    static WasmImage load() {
        try (var code = Objects.requireNonNull(WasmImage.class.getResourceAsStream(CODE), CODE);
                var zipped = Objects.requireNonNull(WasmImage.class.getResourceAsStream(MEMORY), MEMORY);
                var data =
                        new DataInputStream(new BufferedInputStream(new GZIPInputStream(zipped, 1 << 16), 1 << 16))) {
            var globals = new long[data.readInt()];
            var variable = new boolean[globals.length];
            for (var i = 0; i < globals.length; i++) {
                variable[i] = data.readBoolean();
                globals[i] = data.readLong();
            }
            var chunks = data.readInt() * (PAGE_BYTES / SharedMemory.CHUNK);
            var memory = new byte[chunks][];
            var nothing = new byte[SharedMemory.CHUNK];
            for (var i = 0; i < chunks; i++) {
                var chunk = data.readNBytes(SharedMemory.CHUNK);
                if (chunk.length < SharedMemory.CHUNK) {
                    throw new EOFException(MEMORY);
                }
                memory[i] = Arrays.equals(chunk, nothing) ? nothing : chunk;
            }
            return new WasmImage(Parser.parse(code.readAllBytes()), variable, globals, memory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    WasmModule module() {
        return module;
    }

    /** Memory that begins as the image is. */
    SharedMemory memory(int mostPages) {
        return new SharedMemory(memory, mostPages);
    }

    void setGlobals(Instance instance) {
        for (var i = 0; i < globals.length; i++) {
            if (variable[i]) {
                instance.global(i).setValue(globals[i]);
            }
        }
    }

    static String text(String resource) {
        try (var in = Objects.requireNonNull(WasmImage.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A WebAssembly file without what the image stands for. */
    static byte[] withoutStart(byte[] wasm) {
        var out = new ByteArrayOutputStream();
        out.write(wasm, 0, HEADER_BYTES);
        var at = HEADER_BYTES;
        while (at < wasm.length) {
            var start = at;
            var section = wasm[at++];
            var size = 0;
            var shift = 0;
            byte next;
            do {
                next = wasm[at++];
                size |= (next & 0x7f) << shift;
                shift += 7;
            } while (next < 0);
            at += size;
            if (!SECTIONS_LEFT_OUT.contains((int) section)) {
                out.write(wasm, start, at - start);
            }
        }
        return out.toByteArray();
    }
}
