package dev.openenv.mcp;

import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.util.Objects;

/** How servers are reached over HTTP. */
final class HttpServers {

    private static final int LARGEST_REPLY = 64 << 20;

    private HttpServers() {}

    static McpClientTransport transport(ToolServer server) {
        var uri = Objects.requireNonNull(server.uri(), "an address");
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return HttpClientStreamableHttpTransport.builder(uri.getScheme() + "://" + uri.getRawAuthority())
                .endpoint(path + query)
                .connectTimeout(server.limit())
                .maxResponseSize(LARGEST_REPLY)
                .customizeClient(client -> customize(client, uri))
                .addHttpRequestCustomizer((request, method, target, body, context) ->
                        server.headers().forEach(request::setHeader))
                .build();
    }

    /** A proxy cannot reach this machine's own servers. */
    private static void customize(HttpClient.Builder client, URI uri) {
        client.version(HttpClient.Version.HTTP_1_1);
        try {
            if (InetAddress.getByName(uri.getHost()).isLoopbackAddress()) {
                client.proxy(HttpClient.Builder.NO_PROXY);
            }
        } catch (UnknownHostException e) {
            // the first request says so
        }
    }
}
