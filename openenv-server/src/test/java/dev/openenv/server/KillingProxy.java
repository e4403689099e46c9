package dev.openenv.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes connections on to a server and kills each after some number of bytes, in a way drawn from a seed: at any place of a
 * handshake or a frame, in either direction, with or without a reset, on both sides or only towards the client.
 */
final class KillingProxy implements AutoCloseable {

    private final int target;
    private final int mostBytes;
    private final Random random;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    final AtomicInteger killed = new AtomicInteger();

    KillingProxy(int target, long seed, int mostBytes) throws IOException {
        this.target = target;
        this.mostBytes = mostBytes;
        random = new Random(seed);
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private static void start(Runnable task) {
        var thread = new Thread(task, "killing-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (true) {
            try {
                var client = listener.accept();
                open.add(client);
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(server);
                if (closed) { // was still let in while the listener closed
                    close();
                    return;
                }
                var line = new Line(client, server, random.nextInt(mostBytes), random.nextInt(4));
                start(() -> line.pump(client, server));
                start(() -> line.pump(server, client));
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
        for (var socket : open) {
            socket.close();
        }
    }

    private final class Line {

        private final Socket client;
        private final Socket server;
        private final int manner;
        private int left;

        Line(Socket client, Socket server, int left, int manner) {
            this.client = client;
            this.server = server;
            this.left = left;
            this.manner = manner;
        }

        private void pump(Socket from, Socket to) {
            var buffer = new byte[4096];
            try {
                for (int got; (got = from.getInputStream().read(buffer)) > 0; ) {
                    var pass = granted(got);
                    to.getOutputStream().write(buffer, 0, pass);
                    if (pass < got) {
                        killed.incrementAndGet();
                        kill();
                        return;
                    }
                }
                to.shutdownOutput();
            } catch (IOException e) {
                quietly(client);
                quietly(server);
            }
        }

        private synchronized int granted(int wanted) {
            var pass = Math.min(wanted, left);
            left -= pass;
            return pass;
        }

        private void kill() throws IOException {
            if (manner % 2 == 0) {
                client.setSoLinger(true, 0);
                server.setSoLinger(true, 0);
            }
            client.close();
            if (manner < 3) {
                server.close();
            } // else the server is left to find out
        }

        private static void quietly(Socket socket) {
            try {
                socket.close();
            } catch (IOException e) {
                return;
            }
        }
    }
}
