package dev.freshet.modeltopic;

import dev.freshet.schemas.ModelBlock;
import dev.freshet.schemas.ModelManifest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/**
 * Assembles the versions of one model from the records of topic {@code model}, fed in order of offset. A transaction
 * writes a version's blocks first and its manifest last, and writes tombstones for everything that no kept manifest
 * names. So memory holds what the kept manifests name, and the records of at most one more transaction. Not
 * thread-safe; the returned versions are immutable.
 */
public final class VersionAssembler {

    private final String model;
    private final Consumer<VersionRefusal> refusals;
    private final BlockStore blocks;
    private final NavigableSet<Long> manifests = new TreeSet<>();
    private final NavigableMap<Long, ModelVersion> versions = new TreeMap<>();

    /** @param refusals receives every record and version that is refused */
    public VersionAssembler(String model, Consumer<VersionRefusal> refusals) {
        this.model = model;
        this.refusals = refusals;
        this.blocks = new BlockStore(model);
    }

    /** The name of the model; records of other models are skipped. */
    public String model() {
        return model;
    }

    /**
     * Takes the next record; a null value is a tombstone.
     *
     * @return the version that the record completes; empty unless it is the manifest of a whole version
     */
    public Optional<ModelVersion> accept(String key, SpecificRecord value) {
        ModelKey parsed;
        try {
            parsed = ModelKeys.parse(key == null ? "" : key);
        } catch (IllegalArgumentException e) {
            refusals.accept(new VersionRefusal(key, -1, e.getMessage()));
            return Optional.empty();
        }
        if (!parsed.model().equals(model)) {
            return Optional.empty();
        }
        if (value == null) {
            remove(parsed);
        } else if (parsed.isManifest() && value instanceof ModelManifest manifest && isOf(parsed, manifest)) {
            return complete(manifest);
        } else if (!parsed.isManifest() && value instanceof ModelBlock block && isOf(parsed, block)) {
            put(parsed, block);
        } else {
            refuse(parsed, "its value, a " + value.getSchema().getName() + ", does not belong to its key");
        }
        return Optional.empty();
    }

    /** Takes a record whose value cannot be decoded. */
    void acceptUndecodable(String key, String reason) {
        accept(key, null);
        refusals.accept(new VersionRefusal(key, -1, reason));
    }

    /** The newest whole version. A refused newer one does not replace it. */
    public Optional<ModelVersion> newest() {
        return Optional.ofNullable(versions.lastEntry()).map(Map.Entry::getValue);
    }

    /** A version, if it is whole and still kept. */
    public Optional<ModelVersion> version(long version) {
        return Optional.ofNullable(versions.get(version));
    }

    /** The whole versions that are kept, ascending; a live view. */
    public NavigableSet<Long> versions() {
        return Collections.unmodifiableNavigableSet(versions.navigableKeySet());
    }

    /** Versions with a manifest in the topic, the refused ones too, ascending. */
    NavigableSet<Long> manifests() {
        return Collections.unmodifiableNavigableSet(manifests);
    }

    /** Every key in the topic that has a value: blocks in order of arrival, then manifests. */
    List<String> keys() {
        List<String> keys = new ArrayList<>(blocks.keys());
        manifests.forEach(version -> keys.add(ModelKeys.manifest(model, version)));
        return keys;
    }

    private Optional<ModelVersion> complete(ModelManifest manifest) {
        long version = manifest.getVersion();
        manifests.add(version);
        Optional<String> fault = blocks.fault(manifest.getBlocks());
        if (fault.isPresent()) {
            versions.remove(version);
            refusals.accept(new VersionRefusal(ModelKeys.manifest(model, version), version, fault.get()));
            return Optional.empty();
        }
        ModelVersion whole = new ModelVersion(manifest, blocks.get(manifest.getBlocks()));
        versions.put(version, whole);
        return Optional.of(whole);
    }

    private void put(ModelKey key, ModelBlock block) {
        try {
            blocks.put(key.toString(), block);
        } catch (IllegalArgumentException e) {
            refuse(key, e.getMessage());
        }
    }

    private void remove(ModelKey key) {
        if (key.isManifest()) {
            manifests.remove(key.version());
            versions.remove(key.version());
        } else {
            blocks.remove(key.toString());
        }
    }

    private void refuse(ModelKey key, String reason) {
        remove(key);
        refusals.accept(new VersionRefusal(key.toString(), key.isManifest() ? key.version() : -1, reason));
    }

    private static boolean isOf(ModelKey key, ModelManifest manifest) {
        return manifest.getModel().equals(key.model()) && manifest.getVersion() == key.version();
    }

    private static boolean isOf(ModelKey key, ModelBlock block) {
        return block.getModel().equals(key.model())
                && block.getBlock().equals(key.block())
                && block.getVersion() == key.version();
    }
}
