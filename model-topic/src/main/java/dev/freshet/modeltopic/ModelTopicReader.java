package dev.freshet.modeltopic;

import dev.freshet.schemas.log.CompactedTopicReader;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.serde.UndecodableException;
import dev.freshet.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the versions of one model: first everything up to now, then what is published. Used by one thread at a time,
 * but for {@link #wakeup}.
 */
public final class ModelTopicReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelTopicReader.class);

    private final CompactedTopicReader log;
    private final AvroSerde serde;
    private final Consumer<VersionRefusal> listener;
    private final List<VersionRefusal> held = new ArrayList<>();
    private final VersionAssembler assembler;

    private ModelTopicReader(
            CompactedTopicReader log, AvroSerde serde, String model, Consumer<VersionRefusal> listener) {
        this.log = log;
        this.serde = serde;
        this.listener = listener;
        this.assembler = new VersionAssembler(model, held::add);
    }

    /**
     * A reader at the beginning of the topic.
     *
     * @param clientConfig how to reach Kafka; what the reader depends on (isolation, offsets) is set by it
     * @param listener told of versions that were refused though nothing newer is whole
     */
    public static ModelTopicReader open(
            Map<String, ?> clientConfig, AvroSerde serde, String model, Consumer<VersionRefusal> listener) {
        return new ModelTopicReader(CompactedTopicReader.open(clientConfig, Topics.MODEL), serde, model, listener);
    }

    /** Like the other, with refusals logged as warnings. */
    public static ModelTopicReader open(Map<String, ?> clientConfig, AvroSerde serde, String model) {
        return open(clientConfig, serde, model, refusal -> LOG.warn("model {} refused: {}", model, refusal));
    }

    /**
     * Reads to the last stable offset at the time of the call. Passes quietly over older versions whose blocks compaction
     * has taken.
     *
     * @return the newest whole version
     */
    public Optional<ModelVersion> readToEnd() {
        log.readToEnd((key, value) -> accept(key, value));
        Optional<ModelVersion> newest = assembler.newest();
        long known = newest.map(ModelVersion::version).orElse(-1L);
        held.removeIf(refusal -> refusal.version() < known);
        report();
        return newest;
    }

    /** The whole versions that arrive within {@code timeout}, in order of arrival. */
    public List<ModelVersion> poll(Duration timeout) {
        List<ModelVersion> arrived = new ArrayList<>();
        log.poll(timeout, (key, value) -> accept(key, value).ifPresent(arrived::add));
        report();
        return arrived;
    }

    /** What the topic holds, as far as it was read. */
    public VersionAssembler assembler() {
        return assembler;
    }

    /** Makes a {@link #poll} in another thread, now or the next one, throw a WakeupException. */
    public void wakeup() {
        log.wakeup();
    }

    @Override
    public void close() {
        log.close();
    }

    private Optional<ModelVersion> accept(String key, byte[] value) {
        try {
            return assembler.accept(key, serde.deserializer().deserialize(Topics.MODEL.topic(), value));
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
