package dev.freshet.testkit;

import java.util.regex.Pattern;

/** The broker and registry that {@code -Dkafka.it} selects for integration tests. */
sealed interface KafkaChoice {

    String PROPERTY = "kafka.it";

    /** A broker and a registry in this JVM. */
    record Local() implements KafkaChoice {}

    /** Containers of Kafka and of Confluent's registry; needs a container engine. */
    record Docker() implements KafkaChoice {}

    /** A running broker that tests neither start nor stop. */
    record Running(String bootstrapServers) implements KafkaChoice {}

    Pattern ADDRESSES = Pattern.compile("[^\\s:,]+:\\d{1,5}(,[^\\s:,]+:\\d{1,5})*");

    /**
     * Reads the property's value.
     *
     * @param value {@code local}, {@code docker} or {@code HOST:PORT,...}; null or empty is {@code local}
     * @throws IllegalArgumentException for another value; the message names the property and its values
     */
    static KafkaChoice of(String value) {
        if (value == null || value.isEmpty() || value.equals("local")) {
            return new Local();
        }
        if (value.equals("docker")) {
            return new Docker();
        }
        if (ADDRESSES.matcher(value).matches()) {
            return new Running(value);
        }
        throw new IllegalArgumentException(
                "-D" + PROPERTY + "=" + value + ": it takes local, docker or the HOST:PORT of a broker");
    }
}
