package dev.freshet.schemas.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server that gives prepared answers, one for each call, and counts the calls. */
final class StubRegistry implements AutoCloseable {

    static final String SCHEMA = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}";
    static final String FOUND = "{\"schema\":\"" + SCHEMA.replace("\"", "\\\"") + "\"}";

    /** @param delayMs pause before the answer, milliseconds */
    record Answer(int status, String body, long delayMs) {
        Answer(int status, String body) {
            this(status, body, 0);
        }
    }

    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile String authorization;

    StubRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    void prepare(int status, String body) {
        answers.add(new Answer(status, body));
    }

    void prepare(Answer answer) {
        answers.add(answer);
    }

    int calls() {
        return calls.get();
    }

    /** The header that the last call carried. */
    String authorization() {
        return authorization;
    }

    String url() {
        return "http://" + host();
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    SchemaRegistry connect(int retries) {
        return SchemaRegistry.connect(
                url(),
                Map.of(
                        "max.retries",
                        Integer.toString(retries),
                        "retries.wait.ms",
                        "1",
                        "http.read.timeout.ms",
                        "500"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        authorization = exchange.getRequestHeaders().getFirst("Authorization");
        Answer answer = answers.remove();
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        try {
            Thread.sleep(answer.delayMs());
        } catch (InterruptedException e) {
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
