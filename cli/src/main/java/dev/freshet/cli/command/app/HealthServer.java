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
 * Tells containers and load balancers whether an app is live and ready: {@code /health/live} and {@code /health/ready}
 * answer 200, or 503 with the reason. Listens on every address.
 */
final class HealthServer implements AutoCloseable {

    private final HttpServer server;
    private volatile Supplier<Optional<String>> notLive = Optional::empty;
    private volatile Supplier<Optional<String>> notReady = () -> Optional.of("starting");

    private HealthServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts the server. Until the checks are set, the app counts as live and not ready.
     *
     * @param port 0 for no server
     * @throws CommandFailure when the port is taken or not allowed
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
                    "cannot listen on health.port " + port + ": " + e.getMessage() + "; choose another port", e);
        }
    }

    /** Sets the checks; each returns the reason why the app is not live or not ready, or empty when it is. */
    void ask(Supplier<Optional<String>> whyNotLive, Supplier<Optional<String>> whyNotReady) {
        notLive = whyNotLive;
        notReady = whyNotReady;
    }

    /** An app that is not live is not ready either. */
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
