package dev.freshet.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * A gateway in front of a registry. It uses TLS if it has a context, and accepts only calls with one of the accepted
 * headers.
 */
final class GuardedRegistry implements AutoCloseable {

    /** The header of a caller who is authenticated but has no permissions. */
    static final String KNOWN = "Bearer known";

    private static final byte[] REFUSAL = "<html>Not for you</html>".getBytes(UTF_8);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger calls = new AtomicInteger();
    private final String registry;
    private final Set<String> accepted;
    private final HttpServer server;

    /**
     * Starts the gateway.
     *
     * @param accepted values of the Authorization header; when empty, every call is accepted
     * @param tls null for plain HTTP
     */
    GuardedRegistry(String registry, Set<String> accepted, SSLContext tls, boolean clientMustShowKey)
            throws IOException {
        this.registry = registry;
        this.accepted = accepted;
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = tls == null ? HttpServer.create(address, 0) : HttpsServer.create(address, 0);
        if (server instanceof HttpsServer https) {
            https.setHttpsConfigurator(new HttpsConfigurator(tls) {
                @Override
                public void configure(HttpsParameters parameters) {
                    SSLParameters ssl = tls.getDefaultSSLParameters();
                    ssl.setNeedClientAuth(clientMustShowKey);
                    parameters.setSSLParameters(ssl);
                }
            });
        }
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.start();
    }

    String url() {
        return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:"
                + server.getAddress().getPort();
    }

    int calls() {
        return calls.get();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            calls.incrementAndGet();
            byte[] body = exchange.getRequestBody().readAllBytes();
            String shown = exchange.getRequestHeaders().getFirst("Authorization");
            if (!accepted.isEmpty() && !accepted.contains(String.valueOf(shown))) {
                answer(exchange, KNOWN.equals(shown) ? 403 : 401, REFUSAL);
                return;
            }
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(registry + exchange.getRequestURI().toString()))
                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            answer(exchange, response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
