package dev.freshet.testkit;

import dev.freshet.embedded.EmbeddedRegistry;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/** The broker and the registry of the tests. The registry starts when a test first asks for it. */
final class KafkaBackend implements AutoCloseable {

    private static final String REGISTRY_PROPERTY = "kafka.it.registry";

    private final String bootstrapServers;
    private final AutoCloseable broker;
    private EmbeddedRegistry registry;

    private KafkaBackend(String bootstrapServers, AutoCloseable broker) {
        this.bootstrapServers = bootstrapServers;
        this.broker = broker;
    }

    /**
     * Starts or connects to the broker that the choice names.
     *
     * @param settings of the broker
     * @throws TestAbortedException when settings are given and the broker already runs, because they cannot be applied
     */
    static KafkaBackend of(KafkaChoice choice, Map<String, String> settings) {
        if (choice instanceof KafkaChoice.Running running) {
            if (!settings.isEmpty()) {
                throw new TestAbortedException("SKIPPED: needs a broker of its own with " + settings.keySet()
                        + ", and -Dkafka.it names one that runs: " + running.bootstrapServers());
            }
            return at(running.bootstrapServers());
        }
        if (choice instanceof KafkaChoice.Docker) {
            KafkaContainers containers = KafkaContainers.start(settings);
            return new KafkaBackend(containers.bootstrapServers(), containers);
        }
        LocalKafka local = LocalKafka.start(settings);
        return new KafkaBackend(local.broker().bootstrapServers(), local);
    }

    static KafkaBackend at(String bootstrapServers) {
        return new KafkaBackend(bootstrapServers, () -> {});
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    /**
     * The registry's URL. For a broker in a container, the registry runs in a container too; otherwise it is the one
     * that {@code -Dkafka.it.registry} names, or one in this JVM.
     */
    synchronized String registryUrl() {
        if (broker instanceof KafkaContainers containers) {
            return containers.registryUrl();
        }
        String named = System.getProperty(REGISTRY_PROPERTY, "");
        if (!named.isEmpty()) {
            return named;
        }
        if (registry == null) {
            registry = LocalKafka.registry(bootstrapServers);
        }
        return registry.url();
    }

    @Override
    public synchronized void close() throws Exception {
        if (registry != null) {
            registry.close();
        }
        broker.close();
    }
}
