package dev.freshet.trainer.online;

import dev.freshet.core.block.Block;
import dev.freshet.core.example.LiveStatistics;
import dev.freshet.model.loss.Losses;
import dev.freshet.schemas.QuarantineReason;
import dev.freshet.trainer.TrainerProgress;
import dev.freshet.trainer.evaluation.Baselines;
import dev.freshet.trainer.evaluation.MetricsAccumulator;
import dev.freshet.trainer.evaluation.StatisticsCodec;
import dev.freshet.trainer.publish.Beginning;
import dev.freshet.trainer.stream.StreamPosition;
import dev.freshet.trainer.stream.TrainingBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The trainer's position in the merged stream and its statistics: everything except model and optimizer that a restart
 * needs to continue as if it had never stopped. Not thread-safe.
 */
final class StreamState {

    private static final long NEVER = Long.MIN_VALUE;

    final LiveStatistics statistics;

    final Baselines baselines;

    final RehearsalBuffer rehearsal;

    /** Sums since the beginning, without the window. */
    final MetricsAccumulator total;

    private final TreeMap<Integer, Long> offsets;
    private VersionWindow window = new VersionWindow();
    private long mergedTime;
    private long version;

    /** Merged time at the first publication after a step. */
    private long firstPublishedAt = NEVER;

    /** The version that ranking frozen uses; -1 for none. */
    private long frozenVersion = -1;

    /** Merged time at the last publication; before the first, time of the first record. */
    private long publishedAt;

    private Beginning beginning = Beginning.NOTHING;

    private StreamState(
            LiveStatistics statistics,
            Baselines baselines,
            RehearsalBuffer rehearsal,
            MetricsAccumulator total,
            Map<Integer, Long> offsets,
            long mergedTime,
            long version) {
        this.statistics = statistics;
        this.baselines = baselines;
        this.rehearsal = rehearsal;
        this.total = total;
        this.offsets = new TreeMap<>(offsets);
        this.mergedTime = mergedTime;
        this.publishedAt = mergedTime;
        this.version = version;
    }

    /**
     * @param reach how far a group's date may lie behind merged time
     * @param rehearsal empty
     */
    static StreamState initial(Duration reach, LiveStatistics statistics, RehearsalBuffer rehearsal) {
        Baselines baselines = new Baselines(statistics.products(), reach);
        return new StreamState(statistics, baselines, rehearsal, new MetricsAccumulator(), Map.of(), NEVER, -1);
    }

    /**
     * The state at a publication.
     *
     * @param reach how far a group's date may lie behind merged time
     * @param statistics those of the version
     * @param rehearsal empty
     * @param mergedTime merged time at that publication
     * @param blocks the result of {@link #blocks} at that publication
     */
    static StreamState restore(
            Duration reach,
            LiveStatistics statistics,
            RehearsalBuffer rehearsal,
            List<Block> blocks,
            Map<Integer, Long> offsets,
            long mergedTime,
            long version) {
        Baselines baselines = new Baselines(statistics.products(), reach);
        return StateBlocks.decode(blocks, stored -> {
            StatisticsCodec.restore(stored, baselines, mergedTime);
            MetricsAccumulator total = StatisticsCodec.metrics(stored);
            rehearsal.restore(
                    stored.getRehearsalCount(),
                    blocks.stream().filter(RehearsalBlocks::owns).toList());
            StreamState state = new StreamState(statistics, baselines, rehearsal, total, offsets, mergedTime, version);
            state.firstPublishedAt = stored.getFirstPublishedAt();
            state.frozenVersion = stored.getFrozenVersion();
            return state;
        });
    }

    /** The statistics, and the groups that are kept, as blocks of trainer state. */
    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>(StateBlocks.encode(StatisticsCodec.encode(total, baselines)
                .setFirstPublishedAt(firstPublishedAt)
                .setFrozenVersion(frozenVersion)
                .setRehearsalCount(rehearsal.count())
                .build()));
        blocks.addAll(rehearsal.blocks());
        return blocks;
    }

    /** Sets what the model began with; before the first record. */
    void beganWith(Beginning file) {
        beginning = file;
    }

    /** What the model began with. */
    Beginning beginning() {
        return beginning;
    }

    /** Moves merged time forward to a record's time, epoch milliseconds UTC; never moves it back. */
    void advance(long recordTime) {
        mergedTime = Math.max(mergedTime, recordTime);
        publishedAt = publishedAt == NEVER ? mergedTime : publishedAt;
        baselines.advance(mergedTime);
    }

    /** Marks the record at this position as consumed. */
    void consumed(StreamPosition position) {
        offsets.put(position.partition(), position.offset() + 1);
    }

    /** Whether merged time has passed a multiple of the interval since the last publication. */
    boolean isDue(Duration interval) {
        return Math.floorDiv(mergedTime, interval.toMillis()) > Math.floorDiv(publishedAt, interval.toMillis());
    }

    /** Begins a new window after a version is published. */
    void published(long newVersion) {
        version = newVersion;
        publishedAt = mergedTime;
        window = new VersionWindow();
    }

    /**
     * Freezes the version that is being published, once this time has passed since the first one. Called before {@link #blocks}.
     *
     * @param step its number
     */
    void freeze(long step, Duration after) {
        firstPublishedAt = firstPublishedAt == NEVER ? mergedTime : firstPublishedAt;
        if (frozenVersion < 0 && mergedTime - firstPublishedAt >= after.toMillis()) {
            frozenVersion = step;
        }
    }

    /** Forgets a frozen version that is gone; the time until another one is frozen begins anew. */
    void thaw() {
        frozenVersion = -1;
        firstPublishedAt = NEVER;
    }

    /** The version that ranking frozen uses; -1 for none. */
    long frozenVersion() {
        return frozenVersion;
    }

    /** What happened since the newest version. */
    VersionWindow window() {
        return window;
    }

    /** Event time of the merged stream, epoch milliseconds UTC; {@link Long#MIN_VALUE} before the first record. */
    long mergedTime() {
        return mergedTime;
    }

    /** The last published version; -1 before the first. */
    long version() {
        return version;
    }

    /** Next offset to read, of each partition that had a record. */
    SortedMap<Integer, Long> offsets() {
        return new TreeMap<>(offsets);
    }

    DivergenceException diverged(long step, TrainingBatch batch, QuarantineReason reason, Losses losses) {
        return new DivergenceException(
                new DivergedBatch(step, version, mergedTime, reason, losses.byName(), batch.positions()));
    }

    /** @param digest of the last published version; empty before the first */
    TrainerProgress progress(long steps, String digest) {
        MetricsAccumulator sums = new MetricsAccumulator();
        sums.add(total);
        sums.add(window.metrics);
        return new TrainerProgress(
                mergedTime,
                offsets,
                steps,
                sums.examples(),
                sums.groups,
                sums.unevaluated,
                version,
                digest,
                sums.means());
    }
}
