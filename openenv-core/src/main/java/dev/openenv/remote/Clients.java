package dev.openenv.remote;

import java.net.http.HttpClient;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * HTTP clients, one for servers on this machine and one for the rest, made at first use. Their threads are daemons.
 *
 * <p>Their callbacks run on the thread that reads the network, so they must never block. With a pool in between, the JDK's
 * WebSocket reads on while a message waits for its callback; when that read finds the end of the connection it fails with an
 * {@link InternalError} (TransportImpl.acknowledgeReception without demand, in 17 and 25 alike) and drops the message.
 */
final class Clients {

    static final Clients USUAL = new Clients(null);

    private final @Nullable SSLContext context;
    private @Nullable HttpClient near;
    private @Nullable HttpClient far;

    /** Clients that trust and show what a context says, or what the JVM has. */
    Clients(@Nullable SSLContext context) {
        this.context = context;
    }

    synchronized HttpClient of(Address address) {
        if (address.loopback()) {
            if (near == null) {
                near = plain().proxy(HttpClient.Builder.NO_PROXY).build();
            }
            return near;
        }
        if (far == null) {
            far = plain().build(); // the system's proxies apply
        }
        return far;
    }

    private HttpClient.Builder plain() {
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Runnable::run);
        return context == null ? builder : builder.sslContext(context);
    }
}
