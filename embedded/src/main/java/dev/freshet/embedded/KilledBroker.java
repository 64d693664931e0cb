package dev.freshet.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.utils.Time;

/**
 * Unregisters a killed broker from its cluster before it starts again: runs only its controller for a moment.
 *
 * <p>Otherwise the broker believes while it starts that it leads its partitions, and loses them when the session of its
 * former process ends. At that moment Kafka 4.3's transaction coordinator treats the partitions as deleted (KAFKA-20734)
 * and does not write the commit markers that the kill interrupted. The transaction then hangs for ever, and every reader
 * of committed records hangs with it.
 */
final class KilledBroker {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration RETRY = Duration.ofMillis(100);

    private KilledBroker() {}

    /**
     * Returns when the controller has committed to its log that the broker is gone and leads no partition.
     *
     * @throws ExecutionException when the controller does not commit that within a minute
     */
    static void unregister(Path logs) throws Exception {
        int port = ServerPorts.free();
        KafkaRaftServer controller =
                new KafkaRaftServer(KafkaConfig.fromProps(BrokerSettings.ofController(logs, port)), Time.SYSTEM);
        try {
            controller.startup();
            unregister(BrokerSettings.HOST + ":" + port, System.nanoTime() + PATIENCE.toNanos());
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }

    private static void unregister(String controller, long deadline) throws ExecutionException, InterruptedException {
        while (!isUnregistered(controller, deadline)) {
            Thread.sleep(RETRY.toMillis());
        }
    }

    /** Whether the controller has unregistered the broker; false while it still reads the version of its metadata. */
    private static boolean isUnregistered(String controller, long deadline)
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG, controller))) {
            admin.unregisterBroker(BrokerSettings.NODE_ID).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BrokerIdNotRegisteredException) {
                return true; // It was killed before it registered, or again during this method.
            }
            // An admin client does not recover from this answer, so the next attempt has a new one.
            if (e.getCause() instanceof UnsupportedVersionException && System.nanoTime() < deadline) {
                return false;
            }
            throw e;
        }
    }
}
