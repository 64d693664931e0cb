package dev.freshet.modeltopic;

import dev.freshet.schemas.log.LogEnd;
import dev.freshet.schemas.log.TopicReader;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.serde.UndecodableException;
import dev.freshet.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the versions of one model: first all that are committed, then each one as it is published. Used by one thread
 * at a time, except for {@link #wakeup}.
 */
public final class ModelTopicReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelTopicReader.class);

    private final TopicReader log;
    private final AvroSerde serde;
    private final Consumer<VersionRefusal> listener;
    private final List<VersionRefusal> held = new ArrayList<>();
    private final VersionAssembler assembler;

    private ModelTopicReader(TopicReader log, AvroSerde serde, String model, Consumer<VersionRefusal> listener) {
        this.log = log;
        this.serde = serde;
        this.listener = listener;
        this.assembler = new VersionAssembler(model, held::add);
    }

    /**
     * A reader at the beginning of the topic.
     *
     * @param clientConfig how to reach Kafka
     * @param listener receives refused versions that no newer whole version replaces
     */
    public static ModelTopicReader open(
            Map<String, ?> clientConfig, AvroSerde serde, String model, Consumer<VersionRefusal> listener) {
        return new ModelTopicReader(TopicReader.open(clientConfig, Topics.MODEL), serde, model, listener);
    }

    /** A reader at the beginning of the topic that logs refusals as warnings. */
    public static ModelTopicReader open(Map<String, ?> clientConfig, AvroSerde serde, String model) {
        return open(clientConfig, serde, model, refusal -> LOG.warn("model {} refused: {}", model, refusal));
    }

    /**
     * Reads to an end that is taken at the call. Skips older versions whose blocks compaction has removed, without a report.
     *
     * @param end {@link LogEnd#COMMITTED} to wait for no publisher; a publisher that needs its predecessor's last version
     *     calls {@code initTransactions()} first. {@link LogEnd#WRITTEN} to see every version that was published before
     * @return the newest whole version
     */
    public Optional<ModelVersion> readToEnd(LogEnd end) {
        log.readTo(end, this::accept);
        Optional<ModelVersion> newest = assembler.newest();
        long known = newest.map(ModelVersion::version).orElse(-1L);
        held.removeIf(refusal -> refusal.version() < known);
        report();
        return newest;
    }

    /** The whole versions that arrive within {@code timeout}, in order of arrival. */
    public List<ModelVersion> poll(Duration timeout) {
        List<ModelVersion> arrived = new ArrayList<>();
        log.poll(timeout, record -> accept(record).ifPresent(arrived::add));
        report();
        return arrived;
    }

    /** The versions that the topic holds, as far as it is read. */
    public VersionAssembler assembler() {
        return assembler;
    }

    /** Makes the current or next {@link #poll} in another thread throw a WakeupException. */
    public void wakeup() {
        log.wakeup();
    }

    @Override
    public void close() {
        log.close();
    }

    private Optional<ModelVersion> accept(ConsumerRecord<byte[], byte[]> record) {
        String key = ModelKeys.text(record.key());
        try {
            return assembler.accept(key, serde.deserializer().deserialize(record.topic(), record.value()));
        } catch (UndecodableException e) {
            assembler.acceptUndecodable(key, e.getMessage());
            return Optional.empty();
        }
    }

    private void report() {
        held.forEach(listener);
        held.clear();
    }
}
