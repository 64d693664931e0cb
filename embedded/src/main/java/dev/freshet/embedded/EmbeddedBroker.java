package dev.freshet.embedded;

import dev.freshet.schemas.topic.PartitionLeaders;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's own server in this JVM: one KRaft node, broker and controller, on the loopback address. Its directory keeps its
 * records, its cluster id and its port from one start to the next. The broker uses the port again if it is free.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final int ATTEMPTS = 3;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker and returns when it leads all its partitions: 3 to 25 seconds.
     *
     * @param directory of all files; created when missing
     * @param port to listen on; 0 for the directory's last port if it is free, else any
     * @param overrides broker settings that replace or add to {@link BrokerSettings}
     * @throws IllegalStateException when the server does not start
     */
    public static EmbeddedBroker start(Path directory, int port, Map<String, String> overrides) {
        BrokerDirectory home = new BrokerDirectory(directory.toAbsolutePath());
        for (int attempt = 1; ; attempt++) {
            try {
                return startOnce(home, port, overrides);
            } catch (Exception e) {
                // Another process may take a chosen port before the start. A requested port will not become free.
                if (port != 0 || attempt == ATTEMPTS || !isBindFailure(e)) {
                    throw new IllegalStateException(
                            "the broker did not start in " + directory + (port == 0 ? "" : " on port " + port) + ": "
                                    + e.getMessage() + "; is another one running on the same directory or port?",
                            e);
                }
            }
        }
    }

    private static EmbeddedBroker startOnce(BrokerDirectory home, int asked, Map<String, String> overrides)
            throws Exception {
        if (home.wasKilled()) {
            KilledBroker.unregister(home.logs());
        }
        home.format(BrokerSettings.NODE_ID, BrokerSettings.CONTROLLER);
        int port = home.choosePort(asked);
        Properties settings = BrokerSettings.of(home.logs(), port, ServerPorts.free());
        overrides.forEach(settings::setProperty);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        EmbeddedBroker broker = new EmbeddedBroker(server, port);
        try {
            server.startup();
            broker.awaitLeadership();
            home.rememberPort(port);
        } catch (Exception e) {
            broker.close();
            throw e;
        }
        return broker;
    }

    private void awaitLeadership() {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            PartitionLeaders.awaitAll(admin);
        }
    }

    public String bootstrapServers() {
        return BrokerSettings.HOST + ":" + port;
    }

    /** Shuts the broker down cleanly and waits at most 20 seconds. */
    @Override
    public void close() {
        Thread stopping = new Thread(
                () -> {
                    server.shutdown();
                    server.awaitShutdown();
                },
                "embedded-broker-close");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stopping.isAlive()) {
            LOG.warn("the broker on port {} is still stopping after {}", port, CLOSE_LIMIT);
        }
    }

    private static boolean isBindFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }
}
