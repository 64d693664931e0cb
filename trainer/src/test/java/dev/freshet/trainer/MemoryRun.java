package dev.freshet.trainer;

import dev.freshet.core.block.Block;
import dev.freshet.schemas.ProductCounts;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.codec.CountsCodec;
import dev.freshet.schemas.codec.ExampleDecoder;
import dev.freshet.trainer.evaluation.Oracle;
import dev.freshet.trainer.online.OnlineTrainer;
import dev.freshet.trainer.online.Quarantine;
import dev.freshet.trainer.online.TrainerRestore;
import dev.freshet.trainer.publish.KeptVersion;
import dev.freshet.trainer.publish.TrainedVersion;
import dev.freshet.trainer.stream.ExampleStream;
import dev.freshet.trainer.stream.PartitionRecord;
import dev.freshet.trainer.stream.StreamContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** The training loop with the real model; publications stay in memory. */
public final class MemoryRun {

    public final List<TrainedVersion> published = new ArrayList<>();
    private final TrainerConfig config;

    public MemoryRun(TrainerConfig config) {
        this.config = config;
    }

    public static TrainerConfig config(Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "bootstrap.servers", "none:1",
                "schema.registry.url", "mock://none",
                "model.dim", "16",
                "model.layers", "1",
                "history.length", "16",
                "warmup.steps", "5",
                "batch.parts", "16",
                "batch.span", "20m",
                "model.versions.kept", "5",
                "term.rehearsal.groups", "40"));
        settings.putAll(changes);
        return TrainerConfig.of(settings);
    }

    /** The synthetic records in merged order. */
    public static List<PartitionRecord<StreamContent>> stream(int ticks) {
        return stream(SyntheticExamples.of(1, ticks));
    }

    /** Records in merged order. */
    public static List<PartitionRecord<StreamContent>> stream(List<SyntheticExamples.Entry> entries) {
        int[] offsets = new int[SyntheticExamples.PARTITIONS];
        return entries.stream()
                .map(e -> new PartitionRecord<>(e.partition(), offsets[e.partition()]++, e.time(), content(e.value())))
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private static StreamContent content(SpecificRecord value) {
        if (value instanceof TrainingExample example) {
            return new StreamContent.Parts(ExampleDecoder.of(example));
        }
        return value instanceof ProductCounts counts
                ? new StreamContent.Counts(CountsCodec.decode(counts))
                : new StreamContent.Time();
    }

    /** The records one by one, as a trainer fetches them. */
    public static ExampleStream fetching(List<PartitionRecord<StreamContent>> records) {
        Iterator<PartitionRecord<StreamContent>> left = records.iterator();
        return () -> left.hasNext() ? Optional.of(left.next()) : Optional.empty();
    }

    /** A trainer that continues from the last publication, with the versions that are kept then. */
    public OnlineTrainer resumed(Quarantine quarantine) {
        long oldest = published.isEmpty()
                ? 0
                : published
                        .get(Math.max(0, published.size() - config.versionsKept()))
                        .version();
        long frozen =
                published.isEmpty() ? -1 : published.get(published.size() - 1).frozen();
        List<KeptVersion> kept = published.stream()
                .filter(p -> p.version() >= oldest || p.version() == frozen)
                .map(p -> new KeptVersion(p.version(), p.mergedTime(), p.beginning(), p.offsets(), p.modelBlocks()))
                .toList();
        List<Block> state = published.isEmpty()
                ? List.of()
                : published.get(published.size() - 1).trainerBlocks();
        return TrainerRestore.from(config, kept, state, published::add, quarantine, Oracle.NONE);
    }

    /** The records after the offsets of the last publication. */
    public List<PartitionRecord<StreamContent>> unread(List<PartitionRecord<StreamContent>> all) {
        Map<Integer, Long> offsets = published.isEmpty()
                ? Map.of()
                : published.get(published.size() - 1).offsets();
        return all.stream()
                .filter(a -> a.offset() >= offsets.getOrDefault(a.partition(), 0L))
                .toList();
    }
}
