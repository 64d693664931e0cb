package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;
import org.testcontainers.DockerClientFactory;

class KafkaChoiceTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "local"})
    void shouldUseThisJvmByDefault(String value) {
        assertThat(KafkaChoice.of(value)).isEqualTo(new KafkaChoice.Local());
    }

    @Test
    void shouldParseContainersAndAddresses() {
        assertThat(KafkaChoice.of("docker")).isEqualTo(new KafkaChoice.Docker());
        assertThat(KafkaChoice.of("kafka-1.example:9092")).isEqualTo(new KafkaChoice.Running("kafka-1.example:9092"));
        assertThat(KafkaChoice.of("a:1,b:2")).isEqualTo(new KafkaChoice.Running("a:1,b:2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Docker", "podman", "localhost", "host:", ":9092", "a:1,", "http://a:1"})
    void shouldRefuseEverythingElseNamingTheProperty(String value) {
        assertThatThrownBy(() -> KafkaChoice.of(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-Dkafka.it=" + value)
                .hasMessageContaining("local, docker or the HOST:PORT");
    }

    @Test
    void shouldSkipTestsWithBrokerSettingsOnARunningBroker() {
        assertThatThrownBy(
                        () -> KafkaBackend.of(new KafkaChoice.Running("a:1"), Map.of("log.segment.bytes", "1048576")))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("log.segment.bytes")
                .hasMessageContaining("a:1");
    }

    @Test
    void shouldNotFallBackWhenThereIsNoEngine() {
        assumeFalse(DockerClientFactory.instance().isDockerAvailable(), "SKIPPED: a container engine runs here");

        assertThatThrownBy(() -> KafkaBackend.of(new KafkaChoice.Docker(), Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("-Dkafka.it=docker needs a container engine")
                .hasMessageContaining("-Dkafka.it=local");
    }

    @Test
    void shouldNameBrokerSettingsAsTheImageDoes() {
        assertThat(KafkaContainers.variable("log.segment.bytes")).isEqualTo("KAFKA_LOG_SEGMENT_BYTES");
    }
}
