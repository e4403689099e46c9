package dev.openenv.python;

import dev.openenv.code.Guest;
import dev.openenv.code.GuestWatch;
import io.trino.wasm.python.PythonMachine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.Instance;
import run.endive.runtime.WasmInterruptedException;
import run.endive.wasm.types.MemoryLimits;

/**
 * An instance of Python on a thread of its own, which serves one session. The compiled code looks for an interrupt in every
 * loop, so it ends soon whatever it does. After that the instance is done with.
 *
 * <p>Once it has a request it must come back for the next message in time, also when it says that it is done.
 */
final class WasmPython implements Guest {

    /** Python's calls are calls of Java; 1 MB is too little, 8 MB would do. */
    static final long THREAD_STACK = 16L << 20;

    /** So that whoever waits for the guest is the first to know that it is late. */
    private static final Duration GRACE = Duration.ofMillis(50);

    private static final byte[] END = new byte[0];
    private static final int WAITING_MESSAGES = 2;
    private static final int TYPE_ROW = 1;
    private static final int TYPE_TEXT = 11;

    private final ArrayBlockingQueue<byte[]> heard = new ArrayBlockingQueue<>(WAITING_MESSAGES);

    /** What the guest said; empty at the end of its life. */
    private final ArrayBlockingQueue<byte[]> said = new ArrayBlockingQueue<>(WAITING_MESSAGES);

    private final AtomicReference<GuestWatch.@Nullable Wait> busy = new AtomicReference<>();

    /** Opens when the guest first listens, or ends without that. */
    private final CountDownLatch begun = new CountDownLatch(1);

    private final CountDownLatch over = new CountDownLatch(1);
    private final GuestWatch watch;
    private final Thread thread;
    private final SharedMemory memory;
    private volatile String ending = "the interpreter ended";

    WasmPython(WasmImage image, int mostPages, GuestWatch watch) {
        this.watch = watch;
        memory = image.memory(mostPages);
        thread = new Thread(null, () -> live(image, mostPages), "openenv-python", THREAD_STACK);
        thread.setDaemon(true);
        thread.start();
    }

    private void live(WasmImage image, int mostPages) {
        try {
            var module = image.module();
            var instance = Instance.builder(module)
                    .withMachineFactory(PythonMachine::new)
                    .withMemoryFactory(limits -> memory)
                    .withMemoryLimits(new MemoryLimits(memory.pages(), mostPages))
                    .withImportValues(WasiCalls.of(new Channel()).imports(module))
                    .withStart(false)
                    .build();
            image.setGlobals(instance);
            instance.export("execute").apply(argument(instance));
        } catch (WasiCalls.Exit e) {
            ending = "the interpreter ended: " + e.getMessage();
        } catch (WasmInterruptedException e) {
            ending = "the interpreter was stopped";
        } catch (RuntimeException | Error e) {
            ending = "the interpreter broke: " + e.getClass().getSimpleName() + ": " + e.getMessage();
        } finally {
            rest();
            over.countDown();
            begun.countDown();
            said.offer(END);
        }
    }

    /** Makes Python know the guest's function run, which takes a text and gives one. */
    static void setUp(Instance instance) {
        var name = placed(instance, "run\0".getBytes(StandardCharsets.US_ASCII));
        var takes = placed(instance, ints(0, TYPE_ROW, TYPE_TEXT));
        instance.export("setup").apply(name, takes, placed(instance, ints(TYPE_TEXT)));
    }

    /** A row of one empty text. */
    private static long argument(Instance instance) {
        return placed(instance, new byte[] {1, 1, 0, 0, 0, 0});
    }

    private static byte[] ints(int... values) {
        var bytes = ByteBuffer.allocate(Integer.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (var value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    private static long placed(Instance instance, byte[] bytes) {
        var address = instance.export("allocate").apply(bytes.length)[0];
        instance.memory().write((int) address, bytes);
        return address;
    }

    /** The guest's side, on its thread. */
    private final class Channel implements WasiCalls.Line {

        @Override
        public byte[] next() throws InterruptedException {
            rest();
            begun.countDown();
            return heard.take();
        }

        @Override
        public void take(byte[] message) throws InterruptedException {
            said.put(message);
        }
    }

    private void rest() {
        var wait = busy.getAndSet(null);
        if (wait != null) {
            wait.close();
        }
    }

    void awaitReady(Duration atMost) throws IOException, InterruptedException {
        if (!begun.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IOException("it was not ready within " + atMost.toSeconds() + " seconds");
        }
        if (!alive()) {
            throw new IOException(ending);
        }
    }

    @Override
    public boolean alive() {
        return over.getCount() > 0;
    }

    @Override
    public void send(String message, Duration atMost) throws IOException, InterruptedException {
        if (!alive()) {
            throw new IOException(ending);
        }
        busy.set(watch.begin(atMost.plus(GRACE), thread::interrupt));
        if (!heard.offer(
                message.getBytes(StandardCharsets.UTF_8), Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS)) {
            throw new IOException("the interpreter does not listen");
        }
    }

    @Override
    public @Nullable String receive(Duration atMost) throws IOException, InterruptedException {
        var message = alive() ? said.poll(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS) : said.poll();
        if (message == null && alive()) {
            return null;
        }
        if (message == null || message == END) {
            throw new IOException(ending);
        }
        return new String(message, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
