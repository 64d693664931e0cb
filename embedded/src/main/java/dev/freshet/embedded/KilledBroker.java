package dev.freshet.embedded;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import javax.management.JMException;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Declares a killed broker dead before it starts again, by running its controller alone until that has fenced it.
 *
 * <p>Otherwise the broker takes itself for the leader of its partitions while it starts, and loses them for a moment when
 * it registers. In that moment Kafka 4.3's transaction coordinator takes the partitions for deleted, and leaves out the
 * commit markers that the kill interrupted: the transaction hangs for ever, and with it every reader of committed
 * records.
 */
final class KilledBroker {

    private static final Logger LOG = LoggerFactory.getLogger(KilledBroker.class);
    private static final String ACTIVE_BROKERS = "kafka.controller:type=KafkaController,name=ActiveBrokerCount";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);

    private KilledBroker() {}

    /** Returns when the controller has written down that the broker is dead: 3 to 10 seconds. */
    static void fence(Path logs) throws Exception {
        KafkaRaftServer controller = new KafkaRaftServer(
                KafkaConfig.fromProps(BrokerSettings.ofController(logs, BrokerDirectory.freePort())), Time.SYSTEM);
        try {
            controller.startup();
            long deadline = System.nanoTime() + LIMIT.toNanos();
            while (activeBrokers() > 0) {
                if (System.nanoTime() > deadline) {
                    LOG.warn(
                            "the controller has not fenced the killed broker after {}; starting it nevertheless",
                            LIMIT);
                    return;
                }
                Thread.sleep(POLL.toMillis());
            }
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }

    /** As the controller's published metadata has it. */
    private static int activeBrokers() throws JMException {
        return (Integer)
                ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(ACTIVE_BROKERS), "Value");
    }
}
