package dev.freshet.testkit.faults;

import dev.freshet.embedded.ServerPorts;
import dev.freshet.schemas.topic.PartitionLeaders;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka cluster of three nodes, one process each. It stores every record on two nodes before it acknowledges it. The apps
 * under test reach each node through a {@link TcpProxy}; the test itself connects directly.
 */
public final class ThreeBrokers implements AutoCloseable {

    static final int NODES = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final List<String> OPTIONS = List.of("-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Path directory;
    private final String clusterId = Uuid.randomUuid().toString();
    private final int[] internal = ports();
    private final int[] controllers = ports();
    private final List<TcpProxy> proxies = new ArrayList<>();
    private final ChildJvm[] nodes = new ChildJvm[NODES];
    private final Admin admin;

    private ThreeBrokers(Path directory) throws IOException {
        this.directory = directory;
        int[] clients = ports();
        Files.createDirectories(directory);
        for (int node = 0; node < NODES; node++) {
            proxies.add(TcpProxy.to(clients[node]));
            try (Writer file = Files.newBufferedWriter(file(node))) {
                NodeSettings.of(
                                directory,
                                node,
                                clients[node],
                                proxies.get(node).port(),
                                internal[node],
                                controllers)
                        .store(file, null);
            }
            nodes[node] = launch(node);
        }
        admin = Admin.create(Map.of("bootstrap.servers", directServers()));
    }

    /** Starts the nodes and returns when all are in service. */
    public static ThreeBrokers start(Path directory) throws IOException, InterruptedException {
        ThreeBrokers brokers = new ThreeBrokers(directory);
        try {
            brokers.awaitNodes(NODES);
            return brokers;
        } catch (RuntimeException | Error | InterruptedException e) {
            brokers.close();
            throw e;
        }
    }

    /** Addresses through the proxies. */
    public String proxiedServers() {
        return proxies.stream().map(proxy -> "127.0.0.1:" + proxy.port()).collect(Collectors.joining(","));
    }

    /** Addresses that no network fault affects. */
    public String directServers() {
        return IntStream.of(internal).mapToObj(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /** An admin client that is open as long as the cluster; do not close it. */
    public Admin admin() {
        return admin;
    }

    /** The proxy of each node. */
    public List<TcpProxy> proxies() {
        return List.copyOf(proxies);
    }

    /**
     * Ends a node, and starts it again after the other nodes have noticed, as an operator does. A killed node that
     * restarts sooner still believes that it leads its partitions (KAFKA-20734). Returns when the node is in service
     * and every partition has a leader.
     *
     * @param node from 0
     * @param kill SIGKILL instead of SIGTERM
     */
    public void restart(int node, boolean kill) throws IOException, InterruptedException {
        if (kill) {
            nodes[node].kill();
        } else {
            nodes[node].terminate();
        }
        awaitNodes(NODES - 1);
        nodes[node] = launch(node);
        awaitNodes(NODES);
        PartitionLeaders.awaitAll(admin);
    }

    private ChildJvm launch(int node) throws IOException {
        return ChildJvm.start(
                directory.resolve("node-" + node + ".out"),
                OPTIONS,
                System.getProperty("java.class.path"),
                BrokerNode.class.getName(),
                List.of(file(node).toString(), clusterId));
    }

    private void awaitNodes(int wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (alive().size() != wanted) {
            for (int node = 0; node < NODES && wanted == NODES; node++) {
                if (!nodes[node].isAlive()) {
                    throw new IllegalStateException("node " + node + " ended:\n" + nodes[node].output());
                }
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "nodes in service are " + alive() + " after " + PATIENCE + ", wanted " + wanted);
            }
            Thread.sleep(100);
        }
    }

    private List<Integer> alive() throws InterruptedException {
        try {
            return admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).stream()
                    .map(Node::id)
                    .toList();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return List.of();
        }
    }

    private Path file(int node) {
        return directory.resolve("node-" + node + ".properties");
    }

    private static int[] ports() {
        return IntStream.generate(ServerPorts::free).limit(NODES).toArray();
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
        for (ChildJvm node : nodes) {
            if (node != null) {
                node.close();
            }
        }
        for (TcpProxy proxy : proxies) {
            try {
                proxy.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
