package dev.freshet.streams;

import dev.freshet.schemas.registry.RegistryUnavailableException;
import dev.freshet.schemas.registry.SchemaRejectedException;
import dev.freshet.streams.store.InputChangedException;
import dev.freshet.streams.store.StoreFormatException;
import java.io.IOException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.StreamsConfig;
import org.rocksdb.RocksDBException;

/**
 * Translates the failure of a stream thread into a message that names the remedy. Kafka Streams wraps the cause, and
 * RocksDB only names a file.
 */
final class FailureTranslator {

    private static final String DAMAGED = "Corruption";
    private static final String FULL = "No space left on device";

    private FailureTranslator() {}

    /**
     * A translation if the state, the input topics, the schema registry or the brokers caused the failure, else the failure
     * itself.
     */
    static Throwable of(Throwable failure, String stateDir) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RegistryUnavailableException
                    || cause instanceof SchemaRejectedException
                    || cause instanceof InputChangedException
                    || cause instanceof StoreFormatException) {
                return cause;
            }
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof TimeoutException && message.contains(StreamsConfig.TASK_TIMEOUT_MS_CONFIG)) {
                return new KafkaException(
                        "the brokers do not answer: " + message
                                + "; bring them back, then start again: nothing is lost."
                                + " kafka.task.timeout.ms says how long the app goes on trying",
                        failure);
            }
            if (message.contains(FULL) && (cause instanceof RocksDBException || cause instanceof IOException)) {
                return new KafkaException(
                        "the disk of the state directory " + stateDir + " is full: " + message
                                + "; make room there, or name another by state.dir, and start again: nothing is lost,"
                                + " the state is read again from the changelogs",
                        failure);
            }
            if (cause instanceof RocksDBException) {
                return new KafkaException(
                        "the state directory " + stateDir + " cannot be written or read: " + message
                                + (message.contains(DAMAGED)
                                        ? "; repair the disk, or delete the directory, and start again: nothing is lost,"
                                                + " the state is read again from the changelogs"
                                        : "; see that the directory is this instance's alone and can be written, and"
                                                + " start again: nothing is lost"),
                        failure);
            }
        }
        return failure;
    }
}
