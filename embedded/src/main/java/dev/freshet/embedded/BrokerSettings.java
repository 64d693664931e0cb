package dev.freshet.embedded;

import java.nio.file.Path;
import java.util.Properties;

/** Settings of a single broker that starts quickly, stays small and deletes no record by itself. */
final class BrokerSettings {

    static final int NODE_ID = 1;
    static final String CONTROLLER = "CONTROLLER";
    static final String HOST = "127.0.0.1";

    private BrokerSettings() {}

    static Properties of(Path logs, int port, int controllerPort) {
        Properties settings = new Properties();
        node(settings, logs, controllerPort);
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty(
                "listeners",
                "PLAINTEXT://" + HOST + ":" + port + "," + CONTROLLER + "://" + HOST + ":" + controllerPort);
        settings.setProperty("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
        settings.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        settings.setProperty("inter.broker.listener.name", "PLAINTEXT");
        settings.setProperty("auto.create.topics.enable", "false");

        settings.setProperty("offsets.topic.replication.factor", "1");
        settings.setProperty("offsets.topic.num.partitions", "4");
        settings.setProperty("transaction.state.log.replication.factor", "1");
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("transaction.state.log.num.partitions", "4");
        settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
        settings.setProperty("share.coordinator.state.topic.num.partitions", "1");
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        settings.setProperty("transaction.max.timeout.ms", "900000");
        // Ten years, in minutes: a demonstration resumes after months from its committed offsets.
        settings.setProperty("offsets.retention.minutes", "5256000");

        settings.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
        settings.setProperty("num.network.threads", "2");
        settings.setProperty("num.io.threads", "4");
        settings.setProperty("background.threads", "2");
        return settings;
    }

    /** Settings that start only the controller of the same node. */
    static Properties ofController(Path logs, int controllerPort) {
        Properties settings = new Properties();
        node(settings, logs, controllerPort);
        settings.setProperty("process.roles", "controller");
        settings.setProperty("listeners", CONTROLLER + "://" + HOST + ":" + controllerPort);
        settings.setProperty("listener.security.protocol.map", CONTROLLER + ":PLAINTEXT");
        return settings;
    }

    private static void node(Properties settings, Path logs, int controllerPort) {
        settings.setProperty("node.id", Integer.toString(NODE_ID));
        settings.setProperty("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
        settings.setProperty("controller.listener.names", CONTROLLER);
        settings.setProperty("log.dirs", logs.toString());
    }
}
