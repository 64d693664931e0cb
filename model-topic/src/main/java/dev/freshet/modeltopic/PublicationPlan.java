package dev.freshet.modeltopic;

import dev.freshet.core.block.Block;
import dev.freshet.schemas.BlockRef;
import dev.freshet.schemas.ModelBlock;
import dev.freshet.schemas.ModelManifest;
import dev.freshet.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The records of a publication: changed blocks, tombstones for everything that no kept manifest names any more, and the
 * manifest.
 */
final class PublicationPlan {

    private final Publication publication;
    private final String model;
    private final long version;
    private final List<ProducerRecord<String, SpecificRecord>> records = new ArrayList<>();
    private final ModelManifest manifest;

    private PublicationPlan(Publication publication, VersionAssembler published, WrittenState state, int kept) {
        this.publication = publication;
        this.model = published.model();
        this.version = publication.manifest().getVersion();
        checkVersion(published);
        Optional<ModelVersion> parent = parent(published);
        List<BlockRef> blocks = modelBlocks(parent);
        List<BlockRef> trainerBlocks = trainerBlocks(state);
        manifest = withBlocks(publication.manifest(), blocks, trainerBlocks);
        tombstoneModel(published, kept);
        tombstoneTrainerState(state.keys());
        records.addAll(publication.extras());
        records.add(record(Topics.MODEL, ModelKeys.manifest(model, version), manifest));
    }

    /**
     * @param published what topic model holds
     * @param state what topic trainer-state holds
     * @param kept number of newest versions to keep, this one included
     * @throws IllegalArgumentException when the publication contradicts what is published
     */
    static PublicationPlan of(Publication publication, VersionAssembler published, WrittenState state, int kept) {
        return new PublicationPlan(publication, published, state, kept);
    }

    /** Records in the order in which they are to be sent; the last is the manifest. */
    List<ProducerRecord<String, SpecificRecord>> records() {
        return records;
    }

    ModelManifest manifest() {
        return manifest;
    }

    static ModelManifest withBlocks(ModelManifest draft, List<BlockRef> blocks, List<BlockRef> trainerBlocks) {
        return new ModelManifest(
                draft.getModel(),
                draft.getVersion(),
                draft.getParent(),
                blocks,
                trainerBlocks,
                draft.getItems(),
                draft.getContexts(),
                draft.getWatermark(),
                draft.getOffsets(),
                draft.getSteps(),
                draft.getExamples(),
                draft.getEvaluation(),
                draft.getDeterministic(),
                draft.getFingerprint(),
                draft.getInit());
    }

    private void checkVersion(VersionAssembler published) {
        if (!publication.manifest().getModel().equals(model)) {
            throw new IllegalArgumentException(
                    "a version of model " + publication.manifest().getModel() + " for the writer of model " + model);
        }
        if (!published.manifests().isEmpty() && version <= published.manifests().last()) {
            throw new IllegalArgumentException("version " + version + " of model " + model
                    + " is not above the newest published one, "
                    + published.manifests().last()
                    + "; keys are never used twice");
        }
    }

    private Optional<ModelVersion> parent(VersionAssembler published) {
        long parent = publication.manifest().getParent();
        if (parent < 0) {
            return Optional.empty();
        }
        return Optional.of(published
                .version(parent)
                .orElseThrow(() -> new IllegalArgumentException("the parent of version " + version + " of model "
                        + model + ", " + parent + ", is not kept; kept are " + published.versions())));
    }

    private List<BlockRef> modelBlocks(Optional<ModelVersion> parent) {
        Map<String, BlockRef> refs = refs(parent.map(p -> p.manifest().getBlocks()));
        Map<String, byte[]> contents = new HashMap<>();
        parent.ifPresent(p -> p.blocks().forEach(block -> contents.put(block.name(), block.data())));
        List<BlockRef> blocks = new ArrayList<>();
        for (Block block : publication.blocks()) {
            boolean unchanged = Arrays.equals(block.data(), contents.get(block.name()));
            blocks.add(unchanged ? refs.get(block.name()) : write(Topics.MODEL, block));
        }
        return distinct(blocks);
    }

    private List<BlockRef> trainerBlocks(WrittenState state) {
        return distinct(publication.trainerBlocks().stream()
                .map(block -> state.ref(block).orElseGet(() -> write(Topics.TRAINER_STATE, block)))
                .toList());
    }

    private BlockRef write(Topics topic, Block block) {
        records.add(record(
                topic,
                ModelKeys.block(model, block.name(), version),
                new ModelBlock(model, block.name(), version, ByteBuffer.wrap(block.data()))));
        return new BlockRef(block.name(), version, block.checksum(), block.data().length);
    }

    private void tombstoneModel(VersionAssembler published, int kept) {
        Set<String> named = new HashSet<>();
        nameBlocks(named, manifest.getBlocks());
        Set<Long> versions = new HashSet<>(publication.alsoKept());
        versions.retainAll(published.versions());
        published.versions().descendingSet().stream().limit(kept - 1L).forEach(versions::add);
        for (long old : versions) {
            named.add(ModelKeys.manifest(model, old));
            nameBlocks(named, published.version(old).orElseThrow().manifest().getBlocks());
        }
        tombstone(Topics.MODEL, published.keys(), named);
    }

    private void tombstoneTrainerState(Collection<String> keys) {
        Set<String> named = new HashSet<>();
        nameBlocks(named, manifest.getTrainerBlocks());
        tombstone(Topics.TRAINER_STATE, keys, named);
    }

    private void tombstone(Topics topic, Collection<String> keys, Set<String> named) {
        keys.stream().filter(key -> !named.contains(key)).forEach(key -> records.add(record(topic, key, null)));
    }

    private void nameBlocks(Set<String> named, List<BlockRef> refs) {
        refs.forEach(ref -> named.add(ModelKeys.block(model, ref.getBlock(), ref.getVersion())));
    }

    private static Map<String, BlockRef> refs(Optional<List<BlockRef>> refs) {
        Map<String, BlockRef> byName = new LinkedHashMap<>();
        refs.ifPresent(list -> list.forEach(ref -> byName.put(ref.getBlock(), ref)));
        return byName;
    }

    private static List<BlockRef> distinct(List<BlockRef> refs) {
        Set<String> names = new HashSet<>();
        for (BlockRef ref : refs) {
            if (!names.add(ref.getBlock())) {
                throw new IllegalArgumentException("block " + ref.getBlock() + " is given twice");
            }
        }
        return refs;
    }

    private static ProducerRecord<String, SpecificRecord> record(Topics topic, String key, SpecificRecord value) {
        return new ProducerRecord<>(topic.topic(), 0, key, value);
    }
}
