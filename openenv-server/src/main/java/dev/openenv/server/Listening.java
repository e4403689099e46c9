package dev.openenv.server;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.Options;

/** Opens the port, with the limits on what comes in before any of our code sees it. */
final class Listening {

    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

    /** The request line and all headers together. */
    private static final int MOST_HEAD_BYTES = 64 << 10;

    private static final int MOST_HEADERS = 200;

    /** Beyond the limit, connections are answered with a refusal; beyond this many more they wait to be accepted. */
    private static final int REFUSABLE_CONNECTIONS = 2048;

    private Listening() {}

    static Undertow start(Settings settings, HttpHandler handler) {
        var exposure = settings.exposure();
        var builder = Undertow.builder();
        if (exposure.tls() == null) {
            builder.addHttpListener(settings.port(), settings.host());
        } else {
            builder.addHttpsListener(settings.port(), settings.host(), exposure.tls());
        }
        var limit = Math.toIntExact(
                Math.min(Integer.MAX_VALUE, exposure.requestLimit().toMillis()));
        var idle = limit * 5L / 2; // so long may half a handshake of TLS last, too
        var mostConnections =
                (int) Math.min(Integer.MAX_VALUE, (long) exposure.maxConnections() + REFUSABLE_CONNECTIONS);
        var undertow = builder.setIoThreads(Math.max(2, Runtime.getRuntime().availableProcessors()))
                .setWorkerThreads(2)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, (long) settings.maxMessageBytes())
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MOST_HEAD_BYTES)
                .setServerOption(UndertowOptions.MAX_HEADERS, MOST_HEADERS)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, limit)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, (int) Math.min(Integer.MAX_VALUE, idle))
                .setSocketOption(Options.BACKLOG, 1024)
                .setSocketOption(Options.CONNECTION_HIGH_WATER, mostConnections)
                .setSocketOption(Options.CONNECTION_LOW_WATER, mostConnections)
                .setHandler(handler)
                .build();
        try {
            undertow.start();
            warn(settings);
            return undertow;
        } catch (RuntimeException e) {
            undertow.stop();
            if (e.getCause() instanceof IOException problem) {
                if (isElsewhere(settings.host())) {
                    throw new PortUnavailableException(
                            settings.host() + " is no address of this machine; choose one that is, 127.0.0.1 or 0.0.0.0"
                                    + " for instance",
                            problem);
                }
                throw new PortUnavailableException(
                        "Port " + settings.port() + " of " + settings.host() + " cannot be opened: "
                                + problem.getMessage() + "; choose another port, or 0 for any free one",
                        problem);
            }
            throw e;
        }
    }

    private static boolean isElsewhere(String host) {
        try {
            var address = InetAddress.getByName(host);
            return !address.isAnyLocalAddress()
                    && !address.isLoopbackAddress()
                    && NetworkInterface.getByInetAddress(address) == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static void warn(Settings settings) {
        if (settings.exposure().access().open() && settings.exposure().tls() == null) {
            LOG.warn(
                    "listening on {} without allowedHosts and without a token: a page of any site that a browser in this"
                            + " network shows can reach this server by DNS rebinding; set the names that clients use",
                    settings.host());
        }
    }
}
