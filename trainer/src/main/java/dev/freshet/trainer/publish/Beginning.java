package dev.freshet.trainer.publish;

import dev.freshet.model.file.SavedModel;
import dev.freshet.model.file.SavedStatistics;
import dev.freshet.schemas.InitialModel;
import dev.freshet.schemas.ModelManifest;

/**
 * What a model began with. Its versions know the data of that file, so none of them can have served a request before the
 * end of that data. Merged time is apart from that: it begins with the first record, even if that is earlier.
 *
 * @param fromFile whether the model began with a file
 * @param trainedUntil end of the data that the file was trained on, epoch milliseconds UTC; null for unknown
 * @param statisticsUntil end of the events in its product statistics, epoch milliseconds UTC; null for none
 */
public record Beginning(boolean fromFile, Long trainedUntil, Long statisticsUntil) {

    /** A model that began without a file. */
    public static final Beginning NOTHING = new Beginning(false, null, null);

    /** A model that begins with a file, and with its statistics if it has any. */
    public static Beginning of(SavedModel file) {
        SavedStatistics found = file.statistics();
        return new Beginning(true, file.trainedUntil(), found == null ? null : Long.valueOf(found.until()));
    }

    /** That of a published version. */
    public static Beginning of(ModelManifest manifest) {
        InitialModel init = manifest.getInit();
        return init == null ? NOTHING : new Beginning(true, init.getTrainedUntil(), init.getStatisticsUntil());
    }

    /** Merged time at the publication of a version, epoch milliseconds UTC. */
    public static long mergedTime(ModelManifest manifest) {
        return manifest.getInit() == null
                ? manifest.getWatermark()
                : manifest.getInit().getMergedTime();
    }

    /** For a manifest; null for a model that began without a file. */
    InitialModel record(long mergedTime) {
        return fromFile ? new InitialModel(trainedUntil, statisticsUntil, mergedTime) : null;
    }

    /** From when on a version that is published at a merged time could have served requests, epoch milliseconds UTC. */
    public long watermark(long mergedTime) {
        return later(trainedUntil, statisticsUntil(mergedTime));
    }

    /** End of the events in the statistics of a version that is published at a merged time, epoch milliseconds UTC. */
    public long statisticsUntil(long mergedTime) {
        return later(statisticsUntil, mergedTime);
    }

    /** End of the data that such a version has seen, epoch milliseconds UTC; null for unknown. */
    public Long trainedUntil(long mergedTime) {
        return fromFile && trainedUntil == null ? null : Long.valueOf(watermark(mergedTime));
    }

    /** Whether the file's statistics count what a record of this time tells. */
    public boolean hasCounted(long recordTime) {
        return statisticsUntil != null && recordTime <= statisticsUntil;
    }

    /** Whether all statistics of the model hold events after this time. */
    public boolean isBeforeStatistics(long time) {
        return statisticsUntil != null && time < statisticsUntil;
    }

    private static long later(Long end, long time) {
        return end == null ? time : Math.max(end, time);
    }
}
