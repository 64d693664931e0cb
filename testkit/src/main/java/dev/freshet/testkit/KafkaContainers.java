package dev.freshet.testkit;

import java.util.Locale;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** A broker in a container and, on demand, Confluent's schema registry in another on the same network. */
final class KafkaContainers implements AutoCloseable {

    private static final DockerImageName KAFKA = DockerImageName.parse("apache/kafka:4.3.1");
    private static final DockerImageName REGISTRY = DockerImageName.parse("confluentinc/cp-schema-registry:8.1.1");
    private static final String INSIDE = "kafka:19092";
    private static final int REGISTRY_PORT = 8081;

    private final Network network = Network.newNetwork();
    private final KafkaContainer kafka;
    private GenericContainer<?> registry;

    private KafkaContainers(Map<String, String> settings) {
        kafka = new KafkaContainer(KAFKA).withNetwork(network).withListener(INSIDE);
        // As in the embedded broker: no automatic topics, long transactions allowed, groups start at once.
        kafka.withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        kafka.withEnv("KAFKA_TRANSACTION_MAX_TIMEOUT_MS", "900000");
        kafka.withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        settings.forEach((name, value) -> kafka.withEnv(variable(name), value));
    }

    /**
     * Starts a broker.
     *
     * @throws IllegalStateException without a container engine
     */
    static KafkaContainers start(Map<String, String> settings) {
        requireEngine();
        KafkaContainers containers = new KafkaContainers(settings);
        try {
            containers.kafka.start();
            return containers;
        } catch (RuntimeException e) {
            containers.close();
            throw e;
        }
    }

    String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    synchronized String registryUrl() {
        if (registry == null) {
            registry = new GenericContainer<>(REGISTRY)
                    .withNetwork(network)
                    .withExposedPorts(REGISTRY_PORT)
                    .withEnv("SCHEMA_REGISTRY_HOST_NAME", "schema-registry")
                    .withEnv("SCHEMA_REGISTRY_LISTENERS", "http://0.0.0.0:" + REGISTRY_PORT)
                    .withEnv("SCHEMA_REGISTRY_KAFKASTORE_BOOTSTRAP_SERVERS", "PLAINTEXT://" + INSIDE)
                    .waitingFor(Wait.forHttp("/subjects").forStatusCode(200));
            registry.start();
        }
        return "http://" + registry.getHost() + ":" + registry.getMappedPort(REGISTRY_PORT);
    }

    @Override
    public synchronized void close() {
        if (registry != null) {
            registry.close();
        }
        kafka.close();
        network.close();
    }

    /**
     * The image's environment variable for a broker setting: {@code KAFKA_LOG_SEGMENT_BYTES} for {@code
     * log.segment.bytes}.
     */
    static String variable(String setting) {
        return "KAFKA_" + setting.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private static void requireEngine() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException("-D" + KafkaChoice.PROPERTY
                    + "=docker needs a container engine, and none answers; start Docker, name it by DOCKER_HOST,"
                    + " or run with -D" + KafkaChoice.PROPERTY + "=local");
        }
    }
}
