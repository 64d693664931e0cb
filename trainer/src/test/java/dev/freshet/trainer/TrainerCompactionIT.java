package dev.freshet.trainer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.core.block.Block;
import dev.freshet.model.checkpoint.BlockDigest;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.modeltopic.ModelKeys;
import dev.freshet.modeltopic.ModelTopicReader;
import dev.freshet.modeltopic.ModelVersion;
import dev.freshet.schemas.log.LogEnd;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.testkit.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** What a real trainer published, read after the broker has compacted its topics. */
class TrainerCompactionIT {

    private static final String MODEL = "compacted";
    private static final Map<String, String> EAGER =
            Map.of("log.cleaner.backoff.ms", "200", "log.initial.task.delay.ms", "200");

    /** Digest of each tensor block, by version, as a reader that followed live saw it. */
    private final TreeMap<Long, Map<String, String>> live = new TreeMap<>();

    private TestKafka kafka;
    private Runs runs;

    @Test
    void shouldRebuildEveryKeptVersionBitForBit() throws Exception {
        try (TestKafka own = TestKafka.start(EAGER)) {
            kafka = own;
            runs = new Runs(kafka);
            smallestSegments(kafka.admin());
            runs.produce(SyntheticExamples.of(11, 240));
            TrainerConfig config = runs.config(MODEL, Map.of("model.dim", "32", "model.layers", "2"));
            TrainerProgress end = train(config);
            assertThat(live).hasSizeGreaterThan(3 * config.versionsKept());

            Set<String> replaced = blocksOfTheFirstVersion();
            assertThat(replaced).isNotEmpty();
            await().atMost(3, MINUTES).until(() -> keys().stream().noneMatch(replaced::contains));

            try (ModelTopicReader late = reader()) {
                late.readToEnd(LogEnd.WRITTEN);
                assertThat(late.assembler().versions()).hasSize(config.versionsKept());
                for (long version : late.assembler().versions()) {
                    requireSame(late.assembler().version(version).orElseThrow());
                }
                long oldest = late.assembler().versions().first();
                long parent = late.assembler()
                        .version(oldest)
                        .orElseThrow()
                        .manifest()
                        .getParent();
                assertThat(live).containsKey(parent);
                assertThat(late.assembler().versions()).doesNotContain(parent);
            }
            assertThat(runs.toTheEnd(config)).as("a trainer continues from it").isEqualTo(end);
        }
    }

    private TrainerProgress train(TrainerConfig config) throws Exception {
        try (ModelTopicReader follower = reader();
                TrainerApp app = new TrainerApp(config)) {
            app.start();
            Future<TrainerProgress> drained = app.drain();
            while (!drained.isDone() || !live.containsKey(drained.get().version())) {
                follower.poll(Duration.ofMillis(50)).forEach(v -> live.put(v.version(), digests(v)));
            }
            return drained.get();
        }
    }

    private void requireSame(ModelVersion version) {
        assertThat(digests(version)).isEqualTo(live.get(version.version()));
        try (ServingModel model = ServingModel.load(version.version(), version.blocks())) {
            assertThat(model.score(List.of(), "home", List.of("p1", "p2"), 0)).hasSize(2);
        }
    }

    /** Keys of the first version's blocks whose content differs in the last version. */
    private Set<String> blocksOfTheFirstVersion() {
        Map<String, String> last = live.lastEntry().getValue();
        return live.firstEntry().getValue().entrySet().stream()
                .filter(block -> !block.getValue().equals(last.get(block.getKey())))
                .map(block -> ModelKeys.block(MODEL, block.getKey(), live.firstKey()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> keys() {
        return kafka.records(Topics.MODEL.topic()).stream()
                .map(record -> new String(record.key(), UTF_8))
                .toList();
    }

    private ModelTopicReader reader() {
        return ModelTopicReader.open(Map.of("bootstrap.servers", kafka.bootstrapServers()), runs.serde(), MODEL);
    }

    private static Map<String, String> digests(ModelVersion version) {
        return version.blocks().stream()
                .collect(Collectors.toMap(Block::name, block -> BlockDigest.of(List.of(block))));
    }

    private static void smallestSegments(Admin admin) throws Exception {
        List<AlterConfigOp> changes = Map.of(
                        "segment.bytes", "1048576", "delete.retention.ms", "100", "min.cleanable.dirty.ratio", "0.01")
                .entrySet()
                .stream()
                .map(entry ->
                        new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, Topics.MODEL.topic()), changes,
                        new ConfigResource(ConfigResource.Type.TOPIC, Topics.TRAINER_STATE.topic()), changes))
                .all()
                .get();
    }
}
