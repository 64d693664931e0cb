package dev.freshet.modeltopic;

import dev.freshet.core.block.Block;
import dev.freshet.schemas.ModelBlock;
import dev.freshet.schemas.ModelManifest;
import dev.freshet.schemas.log.LogEnd;
import dev.freshet.schemas.log.TopicReader;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.serde.UndecodableException;
import dev.freshet.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The blocks of topic {@code trainer-state} at one moment. The topic holds the state of the newest version only.
 */
public final class TrainerState {

    private static final Logger LOG = LoggerFactory.getLogger(TrainerState.class);

    private final String model;
    private final BlockStore blocks;

    private TrainerState(String model) {
        this.model = model;
        this.blocks = new BlockStore(model);
    }

    /** Reads the topic to the last stable offset at the time of the call; the caller has fenced and settled the writer. */
    public static TrainerState read(Map<String, ?> clientConfig, AvroSerde serde, String model) {
        TrainerState state = new TrainerState(model);
        try (TopicReader log = TopicReader.open(clientConfig, Topics.TRAINER_STATE)) {
            log.readTo(LogEnd.COMMITTED, record -> state.accept(ModelKeys.text(record.key()), record.value(), serde));
        }
        return state;
    }

    /**
     * The trainer blocks of a manifest, in its order.
     *
     * @throws IllegalStateException when one is missing or damaged; says which
     */
    public List<Block> blocks(ModelManifest manifest) {
        Optional<String> fault = blocks.fault(manifest.getTrainerBlocks());
        if (fault.isPresent()) {
            throw new IllegalStateException("topic trainer-state does not hold the state of version "
                    + manifest.getVersion() + " of model " + model + ": " + fault.get()
                    + "; training resumes only from the newest version");
        }
        return blocks.get(manifest.getTrainerBlocks());
    }

    /** Keys that have a value, in order of arrival. */
    public List<String> keys() {
        return blocks.keys();
    }

    private void accept(String key, byte[] value, AvroSerde serde) {
        try {
            ModelKey parsed = ModelKeys.parse(key == null ? "" : key);
            if (!parsed.model().equals(model)) {
                return;
            }
            blocks.remove(key);
            SpecificRecord record = serde.deserializer().deserialize(Topics.TRAINER_STATE.topic(), value);
            if (record instanceof ModelBlock block) {
                blocks.put(key, block);
            }
        } catch (UndecodableException | IllegalArgumentException e) {
            LOG.warn("skipped an unreadable record of topic {} with key {}", Topics.TRAINER_STATE.topic(), key, e);
        }
    }
}
