package dev.openenv.python;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Memory;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.FunctionImport;

/**
 * All that Python can ask of its host: a clock, chance, a folder with the guest's file, and the line to the host. Every other
 * call of WASI (preview 1) is answered with "no such call". Confined to the thread of its instance; calls are hostile.
 */
final class WasiCalls {

    private static final int OK = 0;
    private static final int BAD_DESCRIPTOR = 8;
    private static final int INVALID = 28;
    private static final int TOO_MANY_OPEN = 33;
    private static final int NOT_THERE = 44;
    private static final int NO_SUCH_CALL = 52;
    private static final int NO_SEEK = 70;
    private static final int READ_ONLY = 76;

    private static final int CHARACTERS = 2;
    private static final int FOLDER = 3;
    private static final int FILE = 4;

    private static final int FOLDER_DESCRIPTOR = 3;
    private static final int LINE = 99;
    private static final int FIRST_FREE = 100;
    private static final int MOST_OPEN = 64;
    private static final int MOST_VECTORS = 64;
    private static final int MOST_WRITTEN = 16 << 20;
    private static final int MOST_CHANCE = 1 << 20;
    private static final int MOST_PATH = 1024;
    private static final int LENGTH_DIGITS = 12;

    private static final byte[] FOLDER_NAME = "/guest".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GUEST_NAME = "guest.py".getBytes(StandardCharsets.US_ASCII);
    private static final long STILL_NANOS = 1_700_000_000_000_000_000L;

    /** Where the guest speaks to. */
    interface Line {

        /** Waits for what comes next. */
        byte[] next() throws InterruptedException;

        void take(byte[] message) throws InterruptedException;
    }

    /** The guest left. */
    static final class Exit extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Exit(String why) {
            super(why, null, false, false);
        }
    }

    private static final class Open {

        final int kind;
        int position;

        Open(int kind) {
            this.kind = kind;
        }
    }

    @FunctionalInterface
    private interface Call {

        int answer(Memory memory, long[] arguments) throws InterruptedException;
    }

    private final byte[] guest;
    private final Line line;
    private final LongSupplier realTime;
    private final LongSupplier time;
    private final Consumer<byte[]> chance;
    private final Map<String, Call> calls = new HashMap<>();
    private final Map<Integer, Open> open = new HashMap<>();
    private int nextDescriptor = FIRST_FREE;
    private byte[] request = new byte[0];
    private int requestRead;
    private @Nullable String error;

    private WasiCalls(byte[] guest, Line line, LongSupplier realTime, LongSupplier time, Consumer<byte[]> chance) {
        this.guest = guest;
        this.line = line;
        this.realTime = realTime;
        this.time = time;
        this.chance = chance;
        files();
        streams();
        surroundings();
    }

    /** For an instance of the image. */
    static WasiCalls of(Line line) {
        var random = new SecureRandom();
        return new WasiCalls(
                new byte[0], line, () -> System.currentTimeMillis() * 1_000_000, System::nanoTime, random::nextBytes);
    }

    /** For making the image: without a line, always the same. */
    static WasiCalls standingStill(byte[] guest) {
        var none = new Line() {
            @Override
            public byte[] next() {
                throw new Exit("no host");
            }

            @Override
            public void take(byte[] message) {
                throw new Exit("no host");
            }
        };
        return new WasiCalls(guest, none, () -> STILL_NANOS, () -> STILL_NANOS, bytes -> Arrays.fill(bytes, (byte) 1));
    }

    ImportValues imports(WasmModule module) {
        var values = ImportValues.builder();
        var imports = module.importSection();
        for (var i = 0; i < imports.importCount(); i++) {
            var function = (FunctionImport) imports.getImport(i);
            var type = module.typeSection().getType(function.typeIndex());
            var call = calls.getOrDefault(function.name(), (memory, arguments) -> NO_SUCH_CALL);
            var answers = !type.returns().isEmpty();
            values.addFunction(new HostFunction(function.module(), function.name(), type, (instance, arguments) -> {
                try {
                    var answer = call.answer(instance.memory(), arguments);
                    return answers ? new long[] {answer} : null;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new Exit("stopped");
                }
            }));
        }
        return values.build();
    }

    /** What Python said about its failing, or null. */
    @Nullable
    String error() {
        return error;
    }

    private void surroundings() {
        calls.put("return_error", (memory, a) -> {
            error = memory.readString(int32(a[1]), Math.max(0, Math.min(int32(a[2]), MOST_PATH)));
            return OK;
        });
        Call nothing = (memory, a) -> {
            memory.writeI32(int32(a[0]), 0);
            memory.writeI32(int32(a[1]), 0);
            return OK;
        };
        calls.put("args_sizes_get", nothing);
        calls.put("environ_sizes_get", nothing);
        calls.put("args_get", (memory, a) -> OK);
        calls.put("environ_get", (memory, a) -> OK);
        calls.put("sched_yield", (memory, a) -> OK);
        calls.put("clock_res_get", (memory, a) -> {
            memory.writeLong(int32(a[1]), 1000);
            return OK;
        });
        calls.put("clock_time_get", (memory, a) -> {
            memory.writeLong(int32(a[2]), a[0] == 0 ? realTime.getAsLong() : time.getAsLong());
            return OK;
        });
        calls.put("random_get", (memory, a) -> {
            if (a[1] < 0 || a[1] > MOST_CHANCE) {
                return INVALID;
            }
            var bytes = new byte[int32(a[1])];
            chance.accept(bytes);
            memory.write(int32(a[0]), bytes);
            return OK;
        });
        calls.put("poll_oneoff", this::sleep);
        calls.put("proc_exit", (memory, a) -> {
            throw new Exit("it left with exit code " + int32(a[0]));
        });
    }

    /** Waiting for a time is all that can be waited for. */
    private int sleep(Memory memory, long[] a) throws InterruptedException {
        var subscription = int32(a[0]);
        if (memory.read(subscription + 8) != 0) {
            return NO_SUCH_CALL;
        }
        var nanos = memory.readLong(subscription + 24);
        if ((memory.read(subscription + 40) & 1) != 0) {
            nanos -= time.getAsLong();
        }
        TimeUnit.NANOSECONDS.sleep(Math.max(0, nanos));
        memory.fill((byte) 0, int32(a[1]), int32(a[1]) + 32);
        memory.writeI32(int32(a[3]), 1);
        return OK;
    }

    private void files() {
        calls.put("fd_prestat_get", (memory, a) -> {
            if (a[0] != FOLDER_DESCRIPTOR) {
                return BAD_DESCRIPTOR;
            }
            memory.writeI32(int32(a[1]), 0);
            memory.writeI32(int32(a[1]) + 4, FOLDER_NAME.length);
            return OK;
        });
        calls.put("fd_prestat_dir_name", (memory, a) -> {
            if (a[0] != FOLDER_DESCRIPTOR || a[2] < FOLDER_NAME.length) {
                return BAD_DESCRIPTOR;
            }
            memory.write(int32(a[1]), FOLDER_NAME);
            return OK;
        });
        calls.put("fd_fdstat_get", (memory, a) -> {
            var kind = kind(int32(a[0]));
            if (kind == 0) {
                return BAD_DESCRIPTOR;
            }
            var at = int32(a[1]);
            memory.fill((byte) 0, at, at + 24);
            memory.writeByte(at, (byte) kind);
            memory.writeLong(at + 8, -1L);
            memory.writeLong(at + 16, -1L);
            return OK;
        });
        calls.put("fd_filestat_get", (memory, a) -> {
            var kind = kind(int32(a[0]));
            return kind == 0 ? BAD_DESCRIPTOR : status(memory, int32(a[1]), kind);
        });
        calls.put("path_filestat_get", (memory, a) -> {
            var kind = a[0] == FOLDER_DESCRIPTOR ? named(memory, a[2], a[3]) : 0;
            return kind == 0 ? NOT_THERE : status(memory, int32(a[4]), kind);
        });
        calls.put("path_open", this::openPath);
        calls.put("fd_readdir", this::readFolder);
        calls.put("fd_close", (memory, a) -> open.remove(int32(a[0])) == null ? BAD_DESCRIPTOR : OK);
    }

    private int kind(int descriptor) {
        if (descriptor >= 0 && descriptor < FOLDER_DESCRIPTOR || descriptor == LINE) {
            return CHARACTERS;
        }
        var opened = open.get(descriptor);
        return descriptor == FOLDER_DESCRIPTOR ? FOLDER : opened == null ? 0 : opened.kind;
    }

    private int named(Memory memory, long address, long length) {
        if (length < 0 || length > MOST_PATH) {
            return 0;
        }
        return switch (memory.readString(int32(address), int32(length))) {
            case ".", "" -> FOLDER;
            case "guest.py" -> guest.length == 0 ? 0 : FILE;
            case "line" -> CHARACTERS;
            default -> 0;
        };
    }

    private int status(Memory memory, int at, int kind) {
        memory.fill((byte) 0, at, at + 64);
        memory.writeByte(at + 16, (byte) kind);
        memory.writeLong(at + 24, 1);
        memory.writeLong(at + 32, kind == FILE ? guest.length : 0);
        return OK;
    }

    private int openPath(Memory memory, long[] a) {
        var kind = a[0] == FOLDER_DESCRIPTOR ? named(memory, a[2], a[3]) : 0;
        var creates = (a[4] & 0xd) != 0;
        if (kind == 0) {
            return creates ? READ_ONLY : NOT_THERE;
        }
        if (creates) {
            return READ_ONLY;
        }
        if (kind == CHARACTERS) {
            memory.writeI32(int32(a[8]), LINE);
            return OK;
        }
        if (open.size() >= MOST_OPEN) {
            return TOO_MANY_OPEN;
        }
        open.put(nextDescriptor, new Open(kind));
        memory.writeI32(int32(a[8]), nextDescriptor++);
        return OK;
    }

    /** One entry, the guest. */
    private int readFolder(Memory memory, long[] a) {
        var entry = new byte[24 + GUEST_NAME.length];
        entry[0] = 1;
        entry[8] = 2;
        entry[16] = (byte) GUEST_NAME.length;
        entry[20] = FILE;
        System.arraycopy(GUEST_NAME, 0, entry, 24, GUEST_NAME.length);
        var there = a[3] == 0 && guest.length > 0 && kind(int32(a[0])) == FOLDER;
        var count = there ? Math.max(0, Math.min(entry.length, int32(a[2]))) : 0;
        memory.write(int32(a[1]), entry, 0, count);
        memory.writeI32(int32(a[4]), count);
        return OK;
    }

    private void streams() {
        calls.put("fd_seek", (memory, a) -> {
            var opened = open.get(int32(a[0]));
            if (opened == null) {
                return kind(int32(a[0])) == CHARACTERS ? NO_SEEK : BAD_DESCRIPTOR;
            }
            var from = a[2] == 0 ? 0 : a[2] == 1 ? opened.position : guest.length;
            var to = from + a[1];
            if (to < 0 || to > guest.length) {
                return INVALID;
            }
            opened.position = (int) to;
            memory.writeLong(int32(a[3]), to);
            return OK;
        });
        calls.put("fd_tell", (memory, a) -> {
            var opened = open.get(int32(a[0]));
            if (opened == null) {
                return kind(int32(a[0])) == CHARACTERS ? NO_SEEK : BAD_DESCRIPTOR;
            }
            memory.writeLong(int32(a[1]), opened.position);
            return OK;
        });
        calls.put("fd_read", this::read);
        calls.put("fd_write", this::write);
    }

    private int read(Memory memory, long[] a) throws InterruptedException {
        var descriptor = int32(a[0]);
        var opened = open.get(descriptor);
        var vectors = int32(a[2]);
        if (vectors < 0 || vectors > MOST_VECTORS) {
            return INVALID;
        }
        var count = 0;
        if (descriptor == LINE) {
            if (requestRead == request.length) {
                request = framed(line.next());
                requestRead = 0;
            }
            count = scatter(memory, a, request, requestRead);
            requestRead += count;
        } else if (opened != null && opened.kind == FILE) {
            count = scatter(memory, a, guest, opened.position);
            opened.position += count;
        } else if (descriptor != 0) {
            return BAD_DESCRIPTOR;
        }
        memory.writeI32(int32(a[3]), count);
        return OK;
    }

    private static byte[] framed(byte[] message) {
        var framed = new byte[LENGTH_DIGITS + message.length];
        Arrays.fill(framed, 0, LENGTH_DIGITS, (byte) '0');
        var digits = Integer.toString(message.length).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, framed, LENGTH_DIGITS - digits.length, digits.length);
        System.arraycopy(message, 0, framed, LENGTH_DIGITS, message.length);
        return framed;
    }

    private static int scatter(Memory memory, long[] a, byte[] from, int start) {
        var position = start;
        for (var i = 0; i < a[2]; i++) {
            var vector = int32(a[1]) + 8 * i;
            var count = Math.min(memory.readInt(vector + 4), from.length - position);
            if (count <= 0) {
                break;
            }
            memory.write(memory.readInt(vector), from, position, count);
            position += count;
        }
        return position - start;
    }

    private int write(Memory memory, long[] a) throws InterruptedException {
        var descriptor = int32(a[0]);
        if (a[2] < 0 || a[2] > MOST_VECTORS) {
            return INVALID;
        }
        if (descriptor != 1 && descriptor != 2 && descriptor != LINE) {
            return BAD_DESCRIPTOR;
        }
        var written = new ByteArrayOutputStream();
        var count = 0;
        for (var i = 0; i < a[2]; i++) {
            var vector = int32(a[1]) + 8 * i;
            var size = memory.readInt(vector + 4);
            if (size < 0 || count + size > MOST_WRITTEN) {
                return INVALID;
            }
            count += size;
            if (descriptor == LINE) {
                written.writeBytes(memory.readBytes(memory.readInt(vector), size));
            }
        }
        memory.writeI32(int32(a[3]), count);
        if (descriptor == LINE) {
            line.take(written.toByteArray());
        }
        return OK;
    }

    private static int int32(long value) {
        return (int) value;
    }
}
