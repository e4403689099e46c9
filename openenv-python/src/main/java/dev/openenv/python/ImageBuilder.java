package dev.openenv.python;

import dev.openenv.code.PythonGuest;
import io.trino.wasm.python.PythonMachine;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.Instance;
import run.endive.wasm.Parser;
import run.endive.wasm.types.MemoryLimits;
import run.endive.wasm.types.MutabilityType;

/**
 * Makes the image at build time: Python's memory after its start, with the guest and much of the standard library imported.
 * The same input gives the same bytes, since the clock stands still and chance is none.
 */
final class ImageBuilder {

    private static final int PAGES = 473;
    private static final int MOST_PAGES = 2048;
    private static final int STACK_BYTES = 4 << 20;

    private ImageBuilder() {}

    /**
     * Builds.
     *
     * @param arguments the folder of classes
     * @throws Exception when it cannot be built
     */
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0], "dev", "openenv", "python");
        var guest = guest();
        var original = original();
        var input = digest(guest, original);
        var stamp = folder.resolve(WasmImage.STAMP);
        if (Files.exists(stamp) && Files.readString(stamp).equals(input)) {
            return;
        }
        Files.deleteIfExists(stamp);
        var machine = new Thread(null, () -> build(folder, guest, original), "openenv-image", WasmPython.THREAD_STACK);
        var failed = new Throwable[1];
        machine.setUncaughtExceptionHandler((thread, thrown) -> failed[0] = thrown);
        machine.start();
        machine.join();
        if (failed[0] != null) {
            throw new IllegalStateException("the image of Python cannot be built", failed[0]);
        }
        Files.writeString(stamp, input);
    }

    private static byte[] guest() {
        return (PythonGuest.source() + WasmImage.text("openenv_embedded.py")).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] original() throws IOException {
        try (var in = PythonMachine.class.getResourceAsStream("Python.meta")) {
            return Objects.requireNonNull(in, "Python.meta").readAllBytes();
        }
    }

    private static String digest(byte[]... inputs) throws NoSuchAlgorithmException, IOException {
        var digest = MessageDigest.getInstance("SHA-256");
        for (var input : inputs) {
            digest.update(input);
        }
        for (var part : List.of(ImageBuilder.class, WasiCalls.class, WasmImage.class, WasmPython.class)) {
            try (var in = part.getResourceAsStream(part.getSimpleName() + ".class")) {
                digest.update(Objects.requireNonNull(in, part.getName()).readAllBytes());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void build(Path folder, byte[] guest, byte[] original) {
        var module = Parser.parse(original);
        var calls = WasiCalls.standingStill(guest);
        var instance = Instance.builder(module)
                .withMachineFactory(PythonMachine::new)
                .withMemoryFactory(ByteArrayMemory::new)
                .withMemoryLimits(new MemoryLimits(PAGES, MOST_PAGES))
                .withImportValues(calls.imports(module))
                .withStart(false)
                .build();
        WasmPython.setUp(instance);
        // The C stack of the build is 64 KB; between calls it is empty, so it can move to a roomier place.
        var stack = instance.export("allocate").apply(STACK_BYTES)[0] + STACK_BYTES;
        instance.global(WasmImage.STACK_POINTER).setValue(stack & ~15L);
        try (var out = compressed(folder.resolve(WasmImage.MEMORY));
                var data = new DataOutputStream(out)) {
            var globals = module.globalSection().globalCount();
            data.writeInt(globals);
            for (var i = 0; i < globals; i++) {
                var global = instance.global(i);
                data.writeBoolean(global.getMutabilityType() == MutabilityType.Var);
                data.writeLong(global.getValue());
            }
            var pages = instance.memory().pages();
            data.writeInt(pages);
            data.write(instance.memory().readBytes(0, pages * WasmImage.PAGE_BYTES));
            Files.write(folder.resolve(WasmImage.CODE), WasmImage.withoutStart(original));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OutputStream compressed(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return new GZIPOutputStream(Files.newOutputStream(file), 1 << 16) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        };
    }
}
