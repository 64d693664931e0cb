package dev.freshet.testkit.faults;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Settings of one node of {@link ThreeBrokers}. */
final class NodeSettings {

    private NodeSettings() {}

    /**
     * Settings with three listeners: for clients behind the proxy, for brokers and the test itself, for controllers.
     *
     * @param node from 0
     * @param advertised port that clients use
     * @param controllers ports of all nodes' controllers
     */
    static Properties of(Path directory, int node, int client, int advertised, int internal, int[] controllers) {
        Properties p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", id(node));
        p.setProperty(
                "controller.quorum.voters",
                IntStream.range(0, controllers.length)
                        .mapToObj(n -> id(n) + "@127.0.0.1:" + controllers[n])
                        .collect(Collectors.joining(",")));
        p.setProperty(
                "listeners",
                address("CLIENT", client) + "," + address("INTERNAL", internal) + ","
                        + address("CONTROLLER", controllers[node]));
        p.setProperty("advertised.listeners", address("CLIENT", advertised) + "," + address("INTERNAL", internal));
        p.setProperty("listener.security.protocol.map", "CLIENT:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.setProperty("controller.listener.names", "CONTROLLER");
        p.setProperty("inter.broker.listener.name", "INTERNAL");
        p.setProperty("log.dirs", directory.resolve("node-" + id(node)).toString());
        p.setProperty("auto.create.topics.enable", "false");
        replication(p);
        shortTimeouts(p);
        p.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
        p.setProperty("num.network.threads", "2");
        p.setProperty("num.io.threads", "4");
        p.setProperty("background.threads", "2");
        return p;
    }

    private static String id(int node) {
        return Integer.toString(node + 1);
    }

    private static String address(String listener, int port) {
        return listener + "://127.0.0.1:" + port;
    }

    private static void replication(Properties p) {
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            p.setProperty(topic + ".replication.factor", "3");
            p.setProperty(topic + ".num.partitions", "4");
        }
        p.setProperty("transaction.state.log.min.isr", "2");
        p.setProperty("share.coordinator.state.topic.min.isr", "2");
        p.setProperty("default.replication.factor", "3");
        p.setProperty("min.insync.replicas", "2");
    }

    /** Sets timeouts to seconds, so that a round does not take minutes. */
    private static void shortTimeouts(Properties p) {
        p.setProperty("broker.session.timeout.ms", "3000");
        p.setProperty("broker.heartbeat.interval.ms", "500");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        p.setProperty("group.min.session.timeout.ms", "2000");
        p.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    }
}
