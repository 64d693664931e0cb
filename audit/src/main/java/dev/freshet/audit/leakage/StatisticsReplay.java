package dev.freshet.audit.leakage;

import dev.freshet.core.example.LiveStatistics;
import dev.freshet.core.leakage.LeakageViolation;
import dev.freshet.core.leakage.LeakageViolation.Leak;
import dev.freshet.core.leakage.StatisticsRules;
import dev.freshet.core.statistics.StatisticsLimits;
import dev.freshet.core.statistics.StatisticsSnapshot;
import dev.freshet.model.checkpoint.CorruptBlockException;
import dev.freshet.schemas.ProductCounts;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.codec.CountsCodec;
import dev.freshet.schemas.codec.ExampleDecoder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Derives the statistics of versions again from training-examples, as the trainer does, and checks those that the versions
 * carry. Used once, by one thread.
 */
final class StatisticsReplay {

    /** Why the statistics of a version are taken as they are. */
    enum Obstacle {
        FROM_FILE("the model began with a file, and no older version is left to go on from"),
        PARENT_GONE(
                "the version before is gone, and the examples in the order of their times give other statistics; the"
                        + " trainer may have had other settings before, or another order"),
        NO_BOUNDS("the fingerprint lacks statistics.products.max and statistics.partners.max"),
        UNORDERED(
                "merge.idle.timeout lets the trainer skip silent partitions, so the order of its examples is not known");

        final String words;

        Obstacle(String words) {
            this.words = words;
        }
    }

    private final MergedLog log;
    private final Function<ConsumerRecord<byte[], byte[]>, SpecificRecord> decoder;
    private final Runnable step;
    private final List<LeakageViolation> violations = new ArrayList<>();
    private final Map<Obstacle, Integer> taken = new EnumMap<>(Obstacle.class);
    private final Set<Long> checked = new HashSet<>();

    /** Those at the position of the log; null when they are not known. */
    private StatisticsSnapshot statistics;

    private int derived;

    /**
     * Prepares a replay.
     *
     * @param log training-examples from its beginning
     * @param beganEmpty whether training began without statistics
     * @param step called after each record
     */
    StatisticsReplay(
            MergedLog log,
            boolean beganEmpty,
            Function<ConsumerRecord<byte[], byte[]>, SpecificRecord> decoder,
            Runnable step) {
        this.log = log;
        this.statistics = beganEmpty ? StatisticsSnapshot.EMPTY : null;
        this.decoder = decoder;
        this.step = step;
    }

    /** Checks versions, in the order of their offsets. */
    List<LeakageViolation> check(List<VersionStatistics> versions) {
        for (VersionStatistics version : versions) {
            check(version);
            checked.add(version.manifest().getVersion());
        }
        return violations;
    }

    /** Versions whose statistics were derived again. */
    int derived() {
        return derived;
    }

    /** Versions whose statistics were only checked for events after their watermark. */
    Map<Obstacle, Integer> taken() {
        return taken;
    }

    private void check(VersionStatistics version) {
        StatisticsRules rules = version.rules();
        if (log.isPast(version.offsets())) {
            violations.add(rules.differ("its offsets " + version.offsets() + " lie before those of an older version"));
            return;
        }
        Optional<StatisticsSnapshot> held = Optional.empty();
        try {
            held = Optional.of(version.read());
        } catch (CorruptBlockException e) {
            violations.add(rules.differ(e.getMessage()));
        }
        Optional<Obstacle> obstacle = obstacle(version);
        if (obstacle.isPresent()) {
            log.readTo(version.offsets(), record -> step.run());
            take(obstacle.get(), held);
            held.flatMap(rules::check).ifPresent(violations::add);
            return;
        }
        StatisticsSnapshot examples = derive(version, version.limits().orElseThrow());
        Optional<LeakageViolation> found = held.flatMap(each -> rules.check(each, examples));
        if (isParentGone(version)
                && found.filter(StatisticsReplay::isDifference).isPresent()) {
            take(Obstacle.PARENT_GONE, held);
        } else {
            derived++;
            statistics = examples;
            found.ifPresent(violations::add);
        }
    }

    private boolean isParentGone(VersionStatistics version) {
        return version.parent().filter(parent -> !checked.contains(parent)).isPresent();
    }

    private static boolean isDifference(LeakageViolation found) {
        return found.leak() == Leak.STATISTICS_DIFFER;
    }

    private void take(Obstacle obstacle, Optional<StatisticsSnapshot> held) {
        taken.merge(obstacle, 1, Integer::sum);
        statistics = held.orElse(null);
    }

    private Optional<Obstacle> obstacle(VersionStatistics version) {
        if (version.limits().isEmpty()) {
            return Optional.of(Obstacle.NO_BOUNDS);
        }
        if (!version.isInOrder()) {
            return Optional.of(Obstacle.UNORDERED);
        }
        return statistics == null ? Optional.of(Obstacle.FROM_FILE) : Optional.empty();
    }

    private StatisticsSnapshot derive(VersionStatistics version, StatisticsLimits limits) {
        LiveStatistics live = new LiveStatistics(limits, statistics);
        log.readTo(version.offsets(), record -> {
            if (!version.beganWith(record.timestamp())) {
                count(record, live);
            }
            step.run();
        });
        return live.snapshot();
    }

    private void count(ConsumerRecord<byte[], byte[]> record, LiveStatistics live) {
        SpecificRecord value = decoder.apply(record);
        try {
            if (value instanceof TrainingExample example) {
                live.count(ExampleDecoder.of(example));
            } else if (value instanceof ProductCounts counts) {
                live.count(CountsCodec.decode(counts));
            }
        } catch (IllegalArgumentException e) {
            // reported as OUT_OF_ORDER, and no trainer gets past it
        }
    }
}
