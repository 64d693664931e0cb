package dev.freshet.trainer.publish;

import dev.freshet.modeltopic.ModelTopicReader;
import dev.freshet.modeltopic.ModelTopicWriter;
import dev.freshet.modeltopic.VersionAssembler;
import dev.freshet.schemas.log.LogEnd;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.trainer.TrainerConfig;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;

/**
 * A transactional producer of a model's versions; it works until another trainer fences it.
 *
 * @param producer past {@code initTransactions()}
 * @param published what the model topic held then
 */
public record FencedProducer(Producer<String, SpecificRecord> producer, VersionAssembler published)
        implements AutoCloseable {

    private static final Duration CLOSE = Duration.ofSeconds(5);

    /**
     * Fences a predecessor and ends its transaction, then reads what it published. The predecessor can publish nothing
     * more.
     */
    public static FencedProducer of(TrainerConfig config, AvroSerde serde) {
        Producer<String, SpecificRecord> producer =
                ModelTopicWriter.producer(config.kafka(), serde, config.transactionalId());
        try {
            producer.initTransactions();
            try (ModelTopicReader reader = ModelTopicReader.open(config.kafka(), serde, config.modelName())) {
                reader.readToEnd(LogEnd.COMMITTED);
                return new FencedProducer(producer, reader.assembler());
            }
        } catch (RuntimeException e) {
            producer.close(CLOSE);
            throw e;
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
