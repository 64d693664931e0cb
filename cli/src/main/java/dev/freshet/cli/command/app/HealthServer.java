package dev.freshet.cli.command.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells containers and load balancers whether an app is live and ready: {@code /health/live} and {@code /health/ready}
 * answer 200, or 503 with the reason.
 */
final class HealthServer implements AutoCloseable {

    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(5);

    /** Null for no server, like the threads. */
    private final HttpServer server;

    private final ProbeThreads threads;
    private volatile Supplier<Optional<String>> notLive = Optional::empty;
    private volatile Supplier<Optional<String>> notReady = () -> Optional.of("starting");

    private HealthServer(HttpServer server, ProbeThreads threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts the server that the settings ask for. Until the checks are set, the app counts as live and not ready.
     *
     * @throws CommandFailure when it cannot listen there
     */
    static HealthServer start(AppSettings settings) {
        int port = settings.integer(AppConfig.HEALTH_PORT);
        return port == 0
                ? new HealthServer(null, null)
                : start(settings.text(AppConfig.HEALTH_HOST), port, REQUEST_LIMIT);
    }

    /** @param limit longest time of a request */
    static HealthServer start(String host, int port, Duration limit) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new CommandFailure("health.host " + host + " is not an address of this machine; use 127.0.0.1 for"
                    + " clients on this machine, 0.0.0.0 for all");
        }
        ProbeThreads threads = new ProbeThreads(limit);
        try {
            HealthServer health = new HealthServer(HttpServer.create(address, 0), threads);
            health.server.setExecutor(threads);
            health.server.createContext("/health/live", exchange -> answer(exchange, health.notLive.get()));
            health.server.createContext("/health/ready", exchange -> answer(exchange, health.notReady()));
            health.server.start();
            return health;
        } catch (IOException e) {
            threads.close();
            throw new CommandFailure(
                    "cannot listen on health.port " + port + " of health.host " + host + ": " + e.getMessage()
                            + "; choose another port, or an address of this machine",
                    e);
        }
    }

    /** Where the server listens. */
    InetSocketAddress address() {
        return server.getAddress();
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
            threads.close();
        }
    }
}
