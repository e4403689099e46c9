package dev.openenv.benchmarks.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server in a process of its own, and what the system knows about it. */
final class ServerProcess implements AutoCloseable {

    /** The unit in which Linux tells CPU time to everybody. */
    private static final long MICROS_PER_TICK = 10_000;

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Process process;
    private final InetSocketAddress address;
    private final Duration start;

    private ServerProcess(Process process, InetSocketAddress address, Duration start) {
        this.process = process;
        this.address = address;
        this.start = start;
    }

    /** Starts a command, {@code PORT} in it being a free port, and waits until {@code /health} answers. */
    static ServerProcess start(List<String> command, Map<String, String> variables, Path log) throws IOException {
        var address = free();
        var words = new ArrayList<String>();
        command.forEach(word -> words.add(word.replace("PORT", String.valueOf(address.getPort()))));
        var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(variables);
        var began = System.nanoTime();
        var process = builder.start();
        while (!healthy(address)) {
            var past = System.nanoTime() - began;
            if (!process.isAlive() || past > START_LIMIT.toNanos()) {
                process.destroyForcibly();
                throw new IOException("did not start: " + words + "\n" + Files.readString(log));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        return new ServerProcess(process, address, Duration.ofNanos(System.nanoTime() - began));
    }

    private static InetSocketAddress free() throws IOException {
        var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (var socket = new ServerSocket(0, 1, loopback)) {
            return new InetSocketAddress(loopback, socket.getLocalPort());
        }
    }

    private static boolean healthy(InetSocketAddress address) {
        try (var socket = new Socket()) {
            socket.connect(address, 1_000);
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = socket.getInputStream().readNBytes(12);
            return new String(answer, StandardCharsets.US_ASCII).equals("HTTP/1.1 200");
        } catch (IOException e) {
            return false;
        }
    }

    InetSocketAddress address() {
        return address;
    }

    /** From the start of the process until its health was told. */
    Duration start() {
        return start;
    }

    /** What the system calls the process. */
    String id() {
        return String.valueOf(process.pid());
    }

    /** CPU time of all its threads, in user and system mode. */
    long cpuMicros() throws IOException {
        var stat = Files.readString(proc("stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROS_PER_TICK;
    }

    long residentBytes() throws IOException {
        return status("VmRSS:") * 1024;
    }

    long threads() throws IOException {
        return status("Threads:");
    }

    /** How many files, connections among them, it may have open. */
    String mostFiles() throws IOException {
        for (var line : Files.readAllLines(proc("limits"))) {
            if (line.startsWith("Max open files")) {
                return line.split("  +")[1];
            }
        }
        return "unknown";
    }

    /** The options of the virtual machine with which it was started. */
    List<String> javaOptions() throws IOException {
        var options = new ArrayList<String>();
        for (var word : Files.readString(proc("cmdline")).split("\0")) {
            if (word.startsWith("-X")) {
                options.add(word);
            }
        }
        return options;
    }

    private long status(String name) throws IOException {
        for (var line : Files.readAllLines(proc("status"))) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.split("\\s+")[1]);
            }
        }
        throw new IOException("no " + name);
    }

    private Path proc(String name) {
        return Path.of("/proc", id(), name);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IOException("interrupted");
        }
    }
}
