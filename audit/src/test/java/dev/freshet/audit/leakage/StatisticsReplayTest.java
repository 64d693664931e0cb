package dev.freshet.audit.leakage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.audit.leakage.StatisticsReplay.Obstacle;
import dev.freshet.core.example.LiveStatistics;
import dev.freshet.core.leakage.LeakageViolation;
import dev.freshet.core.leakage.LeakageViolation.Leak;
import dev.freshet.core.statistics.PairKind;
import dev.freshet.core.statistics.ProductStatistics;
import dev.freshet.core.statistics.StatisticsLimits;
import dev.freshet.core.statistics.StatisticsSnapshot;
import dev.freshet.model.checkpoint.StatisticsBlocks;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.ConsumedOffset;
import dev.freshet.schemas.ExampleHistory;
import dev.freshet.schemas.InitialModel;
import dev.freshet.schemas.ModelManifest;
import dev.freshet.schemas.ProductCounts;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.Watermark;
import dev.freshet.schemas.codec.CountsCodec;
import dev.freshet.schemas.codec.ExampleDecoder;
import dev.freshet.schemas.serde.RecordTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/**
 * Two partitions with counts at 60 and 120, and between them, at 100, an example whose target pairs a click on milk at 50 with
 * the one on tea before it. Versions end before the first record and after the counts at 60, the example and the counts at 120.
 */
final class StatisticsReplayTest {

    private static final StatisticsLimits LIMITS = new StatisticsLimits(16, 3);

    private static final Map<String, String> SETTINGS = Map.of(
            "config.model.term", "mlp",
            "config.merge.idle.timeout", "none",
            "config.statistics.products.max", "16",
            "config.statistics.partners.max", "3");

    private static final List<SpecificRecord> MERGED = List.of(
            counts(60, "tea", 3, 1),
            new Watermark(60L),
            counts(60, "milk", 2, 1),
            clickOnMilkAfterTea(),
            counts(120, "tea", 4, 2),
            counts(120, "cup", 1, 0));

    private final LogRecords records = new LogRecords()
            .add(1, 0, 60, MERGED.get(2))
            .add(1, 1, 100, MERGED.get(3))
            .add(1, 2, 120, MERGED.get(5))
            .add(0, 0, 60, MERGED.get(0))
            .add(0, 1, 60, MERGED.get(1))
            .add(0, 2, 120, MERGED.get(4));

    private final VersionStatistics version0 = version(0, 0, Map.of(), StatisticsSnapshot.EMPTY);
    private final VersionStatistics version1 = version(1, 60, Map.of(0, 2L, 1, 1L), after(3));
    private final VersionStatistics version2 = version(2, 100, Map.of(0, 2L, 1, 2L), after(4));
    private final VersionStatistics version3 = version(3, 120, Map.of(0, 3L, 1, 3L), after(6));

    private StatisticsReplay replay = replay(true);

    private StatisticsReplay replay(boolean beganEmpty) {
        return new StatisticsReplay(records.log(2), beganEmpty, records::decode, () -> {});
    }

    private static ProductCounts counts(long to, String product, int views, int clicks) {
        return new ProductCounts(
                to - 60, to, 0, 1, List.of(product), List.of(views), List.of(clicks), List.of(0), List.of(0));
    }

    private static TrainingExample clickOnMilkAfterTea() {
        ExampleHistory history = new ExampleHistory(
                List.of("tea", "milk"),
                List.of(ActionType.CLICK, ActionType.CLICK),
                List.of("home", "home"),
                List.of(40L, 50L),
                List.of(0L, 1L));
        return new TrainingExample("anna", history, List.of(1), List.of(), List.of());
    }

    /** The statistics after some of the merged records. */
    private static StatisticsSnapshot after(int read) {
        LiveStatistics live = new LiveStatistics(LIMITS, StatisticsSnapshot.EMPTY);
        for (SpecificRecord record : MERGED.subList(0, read)) {
            if (record instanceof TrainingExample example) {
                live.count(ExampleDecoder.of(example));
            } else if (record instanceof ProductCounts counts) {
                live.count(CountsCodec.decode(counts));
            }
        }
        return live.snapshot();
    }

    private static VersionStatistics version(
            long version, long watermark, Map<Integer, Long> offsets, StatisticsSnapshot statistics) {
        return version(version, watermark, offsets, statistics, true, Map.of());
    }

    /** @param changes of settings in the fingerprint; empty for none */
    private static VersionStatistics version(
            long version,
            long watermark,
            Map<Integer, Long> offsets,
            StatisticsSnapshot statistics,
            boolean deterministic,
            Map<String, String> changes) {
        Map<String, String> fingerprint = new HashMap<>(SETTINGS);
        fingerprint.putAll(changes);
        List<ConsumedOffset> consumed = new ArrayList<>();
        offsets.forEach((partition, offset) -> consumed.add(new ConsumedOffset(partition, offset)));
        ModelManifest manifest = ModelManifest.newBuilder()
                .setModel("m")
                .setVersion(version)
                .setParent(version - 1)
                .setBlocks(List.of())
                .setTrainerBlocks(List.of())
                .setItems(1)
                .setContexts(1)
                .setWatermark(watermark)
                .setOffsets(consumed)
                .setSteps(version)
                .setExamples(0)
                .setEvaluation(Map.of())
                .setDeterministic(deterministic)
                .setFingerprint(fingerprint)
                .build();
        return new VersionStatistics(
                1_000 + version, manifest, version == 0 ? List.of() : StatisticsBlocks.write(statistics));
    }

    private static StatisticsSnapshot with(StatisticsSnapshot statistics, String product, long time) {
        ProductStatistics more = new ProductStatistics(LIMITS, statistics);
        more.count(product, 0, 1, 0, time);
        return more.snapshot();
    }

    private List<String> check(VersionStatistics... versions) {
        return replay.check(List.of(versions)).stream()
                .map(found -> found.offset() + " " + found.leak() + " " + found.detail())
                .toList();
    }

    @Test
    void shouldSkipWhatTheStatisticsOfTheFirstFileCount() {
        StatisticsSnapshot file = with(StatisticsSnapshot.EMPTY, "jar", 60);
        LiveStatistics live = new LiveStatistics(LIMITS, file);
        live.count(ExampleDecoder.of((TrainingExample) MERGED.get(3)));
        VersionStatistics first = beganWithFile(version(0, 60, Map.of(), StatisticsSnapshot.EMPTY), file);
        VersionStatistics next =
                beganWithFile(version(1, 100, Map.of(0, 2L, 1, 2L), StatisticsSnapshot.EMPTY), live.snapshot());
        replay = replay(false);
        assertThat(check(first, next)).isEmpty();
        assertThat(replay.derived()).isEqualTo(1);
        replay = replay(false);
        StatisticsSnapshot late = with(live.snapshot(), "cup", 101);
        assertThat(check(first, beganWithFile(version(1, 100, Map.of(0, 2L, 1, 2L), StatisticsSnapshot.EMPTY), late)))
                .singleElement()
                .asString()
                .contains(Leak.STATISTICS_FUTURE.name());
    }

    /** The version of a model whose file had counted everything up to 60. */
    private static VersionStatistics beganWithFile(VersionStatistics version, StatisticsSnapshot statistics) {
        RecordTypes.trust();
        long mergedTime = version.manifest().getWatermark();
        ModelManifest manifest = ModelManifest.newBuilder(version.manifest())
                .setWatermark(1_000)
                .setInit(new InitialModel(1_000L, 60L, mergedTime))
                .build();
        return new VersionStatistics(version.offset(), manifest, StatisticsBlocks.write(statistics));
    }

    @Test
    void shouldDeriveTheStatisticsOfEachVersion() {
        assertThat(check(version0, version1, version2, version3)).isEmpty();
        assertThat(replay.derived()).isEqualTo(4);
        assertThat(replay.taken()).isEmpty();
    }

    @Test
    void shouldDeriveFromTheBeginningWhenOldVersionsAreGone() {
        assertThat(check(version3)).isEmpty();
        assertThat(replay.derived()).isEqualTo(1);
    }

    @Test
    void shouldFindAnEventAtTheWatermark() {
        VersionStatistics planted = version(2, 100, Map.of(0, 2L, 1, 2L), with(after(4), "tea", 100));
        assertThat(check(version1, planted, version3))
                .containsExactly(
                        "1002 STATISTICS_DIFFER version 2, watermark 100: product 'tea' has clicks=2 instead of 1,"
                                + " which the examples before offsets {0=2, 1=2} give");
        assertThat(replay.derived()).isEqualTo(3);
    }

    @Test
    void shouldFindAnEventAtTheWatermarkInItsOwnInterval() {
        VersionStatistics planted = version(2, 100, Map.of(0, 2L, 1, 2L), with(after(4), "tea", 120));
        assertThat(check(version1, planted, version3))
                .containsExactly(
                        "1002 STATISTICS_FUTURE version 2, watermark 100: product 'tea' has events up to 120, 20 ms"
                                + " past the watermark; product 'tea' has clicks=2 instead of 1, which the examples before offsets"
                                + " {0=2, 1=2} give");
    }

    @Test
    void shouldFindStatisticsOfALaterVersion() {
        VersionStatistics planted = version(2, 100, Map.of(0, 2L, 1, 2L), after(6));
        assertThat(check(version1, planted, version3))
                .singleElement()
                .asString()
                .startsWith("1002 STATISTICS_FUTURE");
    }

    /** Its events are older than the watermark, but no example had told the trainer of them. */
    @Test
    void shouldFindAPairOfALaterExample() {
        VersionStatistics planted = version(1, 60, Map.of(0, 2L, 1, 1L), after(4));
        assertThat(check(version0, planted, version2))
                .containsExactly(
                        "1001 STATISTICS_DIFFER version 1, watermark 60: product 'milk' has pairs of clicks as the"
                                + " second product=1.0 at 50 instead of 0.0, which the examples before offsets {0=2, 1=1} give");
    }

    @Test
    void shouldFindStatisticsThatMissARecord() {
        VersionStatistics planted = version(3, 120, Map.of(0, 3L, 1, 3L), after(5));
        assertThat(check(version2, planted)).singleElement().asString().contains("STATISTICS_DIFFER", "product 'cup'");
    }

    @Test
    void shouldFindAVersionWithoutItsStatistics() {
        VersionStatistics planted = new VersionStatistics(5, version1.manifest(), List.of());
        assertThat(check(version0, planted))
                .singleElement()
                .asString()
                .contains("STATISTICS_DIFFER", "=none instead of");
    }

    @Test
    void shouldFindAConsumedRecordAfterTheWatermark() {
        VersionStatistics planted = version(3, 100, Map.of(0, 3L, 1, 3L), after(6));
        assertThat(check(planted))
                .containsExactly(
                        "1003 STATISTICS_FUTURE version 3, watermark 100: product 'cup' has events up to 120, 20 ms"
                                + " past the watermark");
    }

    @Test
    void shouldFindOffsetsThatNoMergeReaches() {
        VersionStatistics planted = version(2, 100, Map.of(0, 1L, 1, 3L), after(4));
        assertThat(check(version1, planted, version3))
                .containsExactly(
                        "1002 STATISTICS_DIFFER version 2, watermark 100: its offsets {0=1, 1=3} lie before those"
                                + " of an older version");
    }

    @Test
    void shouldTakeTheOldestVersionAsItIsWhenTrainingBeganWithStatistics() {
        replay = replay(false);
        ProductStatistics fromFile = new ProductStatistics(LIMITS, with(StatisticsSnapshot.EMPTY, "old", -5));
        VersionStatistics base = version(1, 60, Map.of(0, 2L, 1, 1L), fromFile.snapshot());
        LiveStatistics live = new LiveStatistics(LIMITS, fromFile.snapshot());
        live.count(ExampleDecoder.of(clickOnMilkAfterTea()));
        assertThat(check(base, version(2, 100, Map.of(0, 2L, 1, 2L), live.snapshot())))
                .isEmpty();
        assertThat(replay.derived()).isEqualTo(1);
        assertThat(replay.taken()).isEqualTo(Map.of(Obstacle.FROM_FILE, 1));
    }

    @Test
    void shouldFindAnEventPastTheWatermarkOfTheOldestVersionToo() {
        replay = replay(false);
        assertThat(check(version(1, 60, Map.of(0, 2L, 1, 1L), after(6))))
                .singleElement()
                .asString()
                .startsWith("1001 STATISTICS_FUTURE");
    }

    @Test
    void shouldGoOnFromTheOldestVersionWhenOthersBeforeItAreGone() {
        StatisticsSnapshot other = with(after(3), "tea", 60);
        LiveStatistics live = new LiveStatistics(LIMITS, other);
        live.count(ExampleDecoder.of(clickOnMilkAfterTea()));
        VersionStatistics oldest = version(1, 60, Map.of(0, 2L, 1, 1L), other);

        assertThat(check(oldest, version(2, 100, Map.of(0, 2L, 1, 2L), live.snapshot()), version3))
                .as("version 3 has one click less")
                .singleElement()
                .asString()
                .startsWith("1003 STATISTICS_DIFFER");
        assertThat(replay.derived()).isEqualTo(2);
        assertThat(replay.taken()).isEqualTo(Map.of(Obstacle.PARENT_GONE, 1));
    }

    @Test
    void shouldGoOnFromAVersionWhoseParentIsGone() {
        VersionStatistics gap = version(3, 120, Map.of(0, 3L, 1, 3L), with(after(6), "tea", 120));
        assertThat(check(version0, version1, gap)).isEmpty();
        assertThat(replay.derived()).isEqualTo(2);
        assertThat(replay.taken()).isEqualTo(Map.of(Obstacle.PARENT_GONE, 1));
    }

    @Test
    void shouldFindWhatTheFirstVersionOfAModelCannotKnow() {
        ModelManifest first = version1.manifest();
        first.put("parent", -1L);
        VersionStatistics planted = new VersionStatistics(9, first, StatisticsBlocks.write(after(4)));
        assertThat(check(planted)).singleElement().asString().startsWith("9 STATISTICS_DIFFER");
    }

    @Test
    void shouldNotDeriveWhatATrainerMayHaveReadInAnotherOrder() {
        Map<Integer, Long> offsets = Map.of(0, 2L, 1, 2L);
        StatisticsSnapshot other = with(after(4), "tea", 60);
        VersionStatistics skipping = version(2, 100, offsets, other, false, Map.of("config.merge.idle.timeout", "1m"));
        LiveStatistics live = new LiveStatistics(LIMITS, other);
        live.count(CountsCodec.decode((ProductCounts) MERGED.get(4)));
        live.count(CountsCodec.decode((ProductCounts) MERGED.get(5)));
        VersionStatistics next = version(3, 120, Map.of(0, 3L, 1, 3L), live.snapshot(), false, Map.of());

        assertThat(check(version1, skipping, next)).isEmpty();
        assertThat(replay.derived())
                .as("the version before it, and that after it")
                .isEqualTo(2);
        assertThat(replay.taken()).isEqualTo(Map.of(Obstacle.UNORDERED, 1));
    }

    @Test
    void shouldNotDeriveWithoutTheTrainersBounds() {
        VersionStatistics planted =
                version(2, 100, Map.of(0, 2L, 1, 2L), after(4), true, Map.of("config.statistics.products.max", "many"));
        assertThat(check(version1, planted, version3)).isEmpty();
        assertThat(replay.derived()).isEqualTo(2);
        assertThat(replay.taken()).isEqualTo(Map.of(Obstacle.NO_BOUNDS, 1));
    }

    @Test
    void shouldDeriveWithTheBoundsOfEachVersionsTrainer() {
        ProductStatistics many = new ProductStatistics(LIMITS, StatisticsSnapshot.EMPTY);
        for (String partner : List.of("a", "b", "c")) {
            many.pair(PairKind.CLICKED, "tea", partner, 10);
        }
        LiveStatistics narrower = new LiveStatistics(new StatisticsLimits(16, 1), many.snapshot());
        narrower.count(ExampleDecoder.of(clickOnMilkAfterTea()));
        replay = replay(false);
        List<LeakageViolation> found = replay.check(List.of(
                version(1, 60, Map.of(0, 2L, 1, 1L), many.snapshot()),
                version(
                        2,
                        100,
                        Map.of(0, 2L, 1, 2L),
                        narrower.snapshot(),
                        true,
                        Map.of("config.statistics.partners.max", "1")),
                version(3, 120, Map.of(0, 3L, 1, 3L), many.snapshot())));
        assertThat(found).extracting(LeakageViolation::leak).containsExactly(Leak.STATISTICS_DIFFER);
        assertThat(found).extracting(LeakageViolation::offset).containsExactly(1_003L);
    }
}
