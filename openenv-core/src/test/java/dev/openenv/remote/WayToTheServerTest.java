package dev.openenv.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.remote.EchoTypes.Say;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WayToTheServerTest {

    private static final Duration OPEN = Duration.ofSeconds(20);

    /** Plays an episode of one step with a large observation. */
    private static void play(ScriptedServer.Peer peer) throws Exception {
        peer.started().read();
        peer.result("{\"observation\":{\"echoed\":\"" + "x".repeat(3_000_000) + "\",\"n\":1},\"reward\":1}");
        peer.read();
    }

    private static void assertPlays(RemoteProvider<Say, EchoTypes.Heard> provider) {
        try (var environment = provider.open(OPEN)) {
            environment.reset();
            assertThat(environment
                            .step(new Say("y".repeat(1_000_000)))
                            .observation()
                            .echoed())
                    .hasSize(3_000_000);
        }
    }

    private static SSLContext certificate(Path folder) throws Exception {
        var file = folder.resolve("server.p12");
        var words = "-genkeypair -alias a -keyalg EC -storetype PKCS12 -storepass changeit -dname CN=localhost"
                + " -ext SAN=ip:127.0.0.1,dns:localhost -keystore";
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(words.split(" ")));
        command.add(file.toString());
        var keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(keytool.waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        var store = KeyStore.getInstance("PKCS12");
        try (var in = new FileInputStream(file.toFile())) {
            store.load(in, "changeit".toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "changeit".toCharArray());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void aServerWithACertificateOfItsOwnIsTrustedWhenTheCallerSaysSo(@TempDir Path folder) throws Exception {
        var context = certificate(folder);
        var listener = context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var uri = URI.create("https://127.0.0.1:" + listener.getLocalPort());
        try (var server = new ScriptedServer(
                listener, WayToTheServerTest::play, WayToTheServerTest::play, peer -> peer.http(200, "{}"))) {
            var provider = EchoTypes.at(uri).withSslContext(context);
            assertPlays(provider);
            assertPlays(provider);
            assertThat(provider.health()).isTrue();
            var thrown = catchThrowableOfType(
                    RemoteException.class, () -> EchoTypes.at(uri).open(OPEN));
            assertThat(thrown.code()).isEqualTo("connect_failed");
            assertThat(thrown).hasMessageContaining("no secure connection");
            assertThat(server.heads).hasSize(3);
        }
    }

    /** Takes one CONNECT and passes everything on to a port of this machine. */
    private static CompletableFuture<String> tunnel(ServerSocket listener, int port) {
        var asked = new CompletableFuture<String>();
        background(() -> {
            var client = listener.accept();
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) client.getInputStream().read());
            }
            asked.complete(head.toString());
            var server = new Socket(InetAddress.getLoopbackAddress(), port);
            client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes("US-ASCII"));
            background(() -> server.getInputStream().transferTo(client.getOutputStream()));
            client.getInputStream().transferTo(server.getOutputStream());
        });
        return asked;
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void background(Task task) {
        var thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                return; // one side left
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void theProxyOfTheSystemIsAskedExceptForThisMachine() throws Exception {
        var usual = ProxySelector.getDefault();
        try (var server = new ScriptedServer(WayToTheServerTest::play, WayToTheServerTest::play);
                var proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var asked = tunnel(proxy, server.port());
            ProxySelector.setDefault(new ProxySelector() {
                @Override
                public List<Proxy> select(URI uri) {
                    return List.of(new Proxy(
                            Proxy.Type.HTTP,
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.getLocalPort())));
                }

                @Override
                public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
            });
            var context = SSLContext.getDefault();
            assertPlays(EchoTypes.at(server.uri()).withSslContext(context));
            assertThat(asked).isNotDone();
            assertPlays(EchoTypes.at(URI.create("http://world.invalid:8000")).withSslContext(context));
            assertThat(asked.get()).startsWith("CONNECT world.invalid:8000 HTTP/1.1");
        } finally {
            ProxySelector.setDefault(usual);
        }
    }
}
