package dev.openenv.remote;

import java.net.http.HttpClient;

/** The HTTP clients, one for all servers on this machine and one for the rest, made at first use. Their threads are daemons. */
final class Clients {

    private Clients() {}

    static HttpClient of(Address address) {
        return address.loopback() ? Near.CLIENT : Far.CLIENT;
    }

    private static HttpClient.Builder plain() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER);
    }

    private static final class Near {
        private static final HttpClient CLIENT =
                plain().proxy(HttpClient.Builder.NO_PROXY).build();
    }

    /** The system's proxies apply. */
    private static final class Far {
        private static final HttpClient CLIENT = plain().build();
    }
}
