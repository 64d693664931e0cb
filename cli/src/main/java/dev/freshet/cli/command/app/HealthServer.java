package dev.freshet.cli.command.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.freshet.cli.console.CommandFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells containers and load balancers how an app is, on every address: {@code /health/live} and {@code /health/ready} answer
 * 200, or 503 with the reason.
 */
final class HealthServer implements AutoCloseable {

    private final HttpServer server;
    private volatile Supplier<Optional<String>> notLive = Optional::empty;
    private volatile Supplier<Optional<String>> notReady = () -> Optional.of("starting");

    private HealthServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts to answer: live, and not ready yet.
     *
     * @param port 0 for no server at all
     * @throws CommandFailure when the port cannot be had
     */
    static HealthServer start(int port) {
        if (port == 0) {
            return new HealthServer(null);
        }
        try {
            HealthServer health = new HealthServer(HttpServer.create(new InetSocketAddress(port), 0));
            health.server.createContext("/health/live", exchange -> answer(exchange, health.notLive.get()));
            health.server.createContext("/health/ready", exchange -> answer(exchange, health.notReady()));
            health.server.start();
            return health;
        } catch (IOException e) {
            throw new CommandFailure(
                    "health.port " + port + " cannot be listened on: " + e.getMessage() + "; choose another", e);
        }
    }

    /** Whom to ask from now on; each gives the reason why not, in words. */
    void ask(Supplier<Optional<String>> whyNotLive, Supplier<Optional<String>> whyNotReady) {
        notLive = whyNotLive;
        notReady = whyNotReady;
    }

    /** What is not live is not ready. */
    private Optional<String> notReady() {
        return notLive.get().or(notReady);
    }

    private static void answer(HttpExchange exchange, Optional<String> problem) throws IOException {
        try (exchange) {
            byte[] body = (problem.orElse("ok") + "\n").getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(problem.isEmpty() ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
    }
}
