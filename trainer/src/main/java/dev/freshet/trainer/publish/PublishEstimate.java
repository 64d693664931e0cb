package dev.freshet.trainer.publish;

import dev.freshet.core.block.Block;
import dev.freshet.trainer.TrainerConfig;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;

/** Estimates whether a whole version can be written before Kafka aborts its transaction. */
public final class PublishEstimate {

    /** Bytes per second that a slow broker with replicas accepts from one producer. */
    static final long BYTES_PER_SECOND = 4L << 20;

    private static final long KAFKAS_DEFAULT_MS = 60_000;

    private PublishEstimate() {}

    /**
     * Refuses blocks that would take too long.
     *
     * @param blocks all that a version may have to write: model, optimizer, trainer state
     * @throws ConfigException naming sizes, settings and the remedy
     */
    public static void require(TrainerConfig config, List<Block> blocks) {
        require(config, blocks.stream().mapToLong(b -> b.data().length).sum());
    }

    static void require(TrainerConfig config, long bytes) {
        Object set = config.kafka().get(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
        long timeout = set == null
                ? KAFKAS_DEFAULT_MS
                : Long.parseLong(String.valueOf(set).trim());
        long estimate = -Math.floorDiv(-1000 * bytes, BYTES_PER_SECOND);
        if (estimate > timeout) {
            throw new ConfigException(String.format(
                    Locale.ROOT,
                    "a version of model %s is %,d bytes with its trainer state; publishing it may take %,d ms (at %,d"
                            + " bytes a second) and a transaction ends after %,d ms: set kafka.%s=%d or more, up to the"
                            + " brokers' transaction.max.timeout.ms (15 min unless set)",
                    config.modelName(),
                    bytes,
                    estimate,
                    BYTES_PER_SECOND,
                    timeout,
                    ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                    2 * estimate));
        }
    }
}
