package dev.freshet.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.utils.Time;

/**
 * Takes a killed broker off its cluster's books before it starts again, by running its controller alone for a moment.
 *
 * <p>Otherwise the broker takes itself for the leader of its partitions while it starts, and loses them when its former
 * life's session ends. In that moment Kafka 4.3's transaction coordinator takes the partitions for deleted (KAFKA-20734),
 * and leaves out the commit markers that the kill interrupted: the transaction hangs for ever, and with it every reader
 * of committed records.
 */
final class KilledBroker {

    private KilledBroker() {}

    /**
     * Returns when the controller has committed to its log that the broker is gone and leads nothing.
     *
     * @throws ExecutionException when the controller does not do so within a minute
     */
    static void unregister(Path logs) throws Exception {
        int port = ServerPorts.free();
        KafkaRaftServer controller =
                new KafkaRaftServer(KafkaConfig.fromProps(BrokerSettings.ofController(logs, port)), Time.SYSTEM);
        try {
            controller.startup();
            unregister(BrokerSettings.HOST + ":" + port);
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }

    private static void unregister(String controller) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG, controller))) {
            admin.unregisterBroker(BrokerSettings.NODE_ID).all().get();
        } catch (ExecutionException e) {
            // It was killed before it had registered, or once more while this ran.
            if (!(e.getCause() instanceof BrokerIdNotRegisteredException)) {
                throw e;
            }
        }
    }
}
