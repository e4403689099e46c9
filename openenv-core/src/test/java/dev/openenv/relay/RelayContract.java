package dev.openenv.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a relay does, whatever its far end is written in. */
@Timeout(60)
abstract class RelayContract {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    final List<AutoCloseable> open = new ArrayList<>();
    ServerSocket server;
    RelayListener relay;

    /** A relay to a port. */
    abstract RelayListener relayTo(int port) throws IOException;

    @BeforeEach
    void startServer() throws Exception {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        relay = relayTo(server.getLocalPort());
        assertThat(relay.awaitReady(LIMIT)).isTrue();
    }

    @AfterEach
    void closeAll() throws Exception {
        relay.close();
        server.close();
        for (var resource : open) {
            resource.close();
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), relay.uri().getPort());
        open.add(socket);
        return socket;
    }

    private void serve(SocketWork work) {
        start(() -> {
            try {
                while (true) {
                    var socket = server.accept();
                    open.add(socket);
                    start(() -> {
                        try {
                            work.with(socket);
                        } catch (IOException clientIsGone) {
                            // as it may
                        }
                    });
                }
            } catch (IOException closed) {
                // the end of the test
            }
        });
    }

    /** On a thread of its own: a pool may have one only. */
    private static void start(Runnable work) {
        var thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    interface SocketWork {
        void with(Socket socket) throws IOException;
    }

    private static void echo(Socket socket) throws IOException {
        socket.getInputStream().transferTo(socket.getOutputStream());
        socket.shutdownOutput();
    }

    @Test
    void bytesComeBackAsTheyWent() throws Exception {
        serve(RelayContract::echo);
        var echoed = new ArrayList<CompletableFuture<byte[]>>();
        var sent = new ArrayList<byte[]>();
        for (var i = 0; i < 8; i++) {
            var bytes = new byte[3 << 20];
            new Random(i).nextBytes(bytes);
            sent.add(bytes);
            var socket = connect();
            start(() -> {
                try {
                    socket.getOutputStream().write(bytes);
                    socket.shutdownOutput();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            echoed.add(CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return socket.getInputStream().readAllBytes();
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    RelayContract::start));
        }
        for (var i = 0; i < sent.size(); i++) {
            assertThat(echoed.get(i).get(50, TimeUnit.SECONDS)).isEqualTo(sent.get(i));
        }
    }

    @Test
    void theEndOfOneWayLeavesTheOtherOpen() throws Exception {
        serve(socket -> {
            var all = socket.getInputStream().readAllBytes();
            socket.getOutputStream().write(("heard " + all.length).getBytes());
            socket.close();
        });
        var socket = connect();
        socket.getOutputStream().write(new byte[70_000]);
        socket.shutdownOutput();

        assertThat(new String(socket.getInputStream().readAllBytes())).isEqualTo("heard 70000");
    }

    @Test
    void aConnectionThatTheServerRefusesIsClosed() throws Exception {
        server.close();
        var socket = connect();

        assertThat(endOf(socket)).isTrue();
        assertThat(relay.alive()).isTrue();
    }

    @Test
    void aClientThatLeavesIsGoneForTheServerToo() throws Exception {
        var gone = new CountDownLatch(1);
        serve(socket -> {
            try {
                socket.getInputStream().readAllBytes();
            } finally {
                gone.countDown();
            }
        });
        var socket = connect();
        socket.getOutputStream().write(1);
        socket.close();

        assertThat(gone.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aReaderThatStopsHoldsUpNobodyElse() throws Exception {
        var blocked = new CountDownLatch(1);
        serve(socket -> {
            if (socket.getInputStream().read() == 's') {
                start(() -> {
                    try {
                        socket.getOutputStream().write(new byte[64 << 20]);
                    } catch (IOException closed) {
                        blocked.countDown();
                    }
                });
            } else {
                echo(socket);
            }
        });
        var slow = connect();
        slow.getOutputStream().write('s');
        assertThat(slow.getInputStream().read()).isZero();

        var quick = connect();
        quick.getOutputStream().write("qhello".getBytes());
        quick.shutdownOutput();
        assertThat(new String(quick.getInputStream().readAllBytes())).isEqualTo("hello");

        slow.close();
        assertThat(blocked.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closingTheRelayEndsItsConnections() throws Exception {
        serve(RelayContract::echo);
        var socket = connect();
        socket.getOutputStream().write(7);
        assertThat(socket.getInputStream().read()).isEqualTo(7);

        relay.close();

        assertThat(endOf(socket)).isTrue();
        assertThat(relay.failure()).isNull();
    }

    static boolean endOf(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }
}
