package dev.freshet.testkit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The registry of the tests' broker: the embedded one, or Confluent's in a container with {@code -Dkafka.it=docker}.
 */
@ExtendWith(KafkaExtension.class)
class BrokersRegistryIT extends RegistryContract {

    private String url;

    @BeforeEach
    void registry(TestKafka kafka) {
        url = kafka.registryUrl();
    }

    @Override
    String url() {
        return url;
    }
}
