package dev.freshet.trainer.evaluation;

import dev.freshet.core.baseline.CountInputs;
import dev.freshet.core.baseline.CountsLogit;
import dev.freshet.core.baseline.LabelledInputs;
import dev.freshet.core.baseline.PastCounts;
import dev.freshet.core.baseline.RecentIntervals;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.statistics.IntervalCounts;
import dev.freshet.core.statistics.ProductStatistics;
import java.time.Duration;
import java.util.List;

/**
 * What the rankings need that only count. A group is ranked by the intervals that ended at or before its date, and by a logit
 * that has learned from groups that closed by then. Not thread-safe.
 */
public final class Baselines {

    final RecentIntervals recent;
    final CountsLogit logit;
    private final ProductStatistics statistics;
    private final long reach;
    private long mergedTime;

    /**
     * Baselines that have counted nothing yet.
     *
     * @param statistics of all products, as far as the stream is read
     * @param reach how far a group's date may lie behind merged time
     */
    public Baselines(ProductStatistics statistics, Duration reach) {
        this.statistics = statistics;
        this.reach = reach.toMillis();
        recent = new RecentIntervals(reach.toMillis());
        logit = new CountsLogit(reach.toMillis());
    }

    /** Moves merged event time, epoch milliseconds; before anything of that time is counted. */
    public void advance(long time) {
        mergedTime = time;
        recent.advance(time);
    }

    /** Takes note of counts that are being added to the statistics. */
    public void count(IntervalCounts counts) {
        recent.add(counts);
    }

    /** Whether groups of a date, epoch milliseconds, can be ranked. */
    boolean covers(long date) {
        return date >= mergedTime - reach && recent.covers(date);
    }

    /** Counts at the date of a group. */
    PastCounts counts(ExampleGroup group) {
        return new PastCounts(statistics, recent, mergedTime, group.timestamp());
    }

    /** Adds the rankings. */
    void rank(Rankings rankings, ExampleGroup group, List<HistoryEvent> window, PastCounts counts) {
        rankings.counts(id -> (double) counts.carts(id), counts::weekCarts)
                .add(Ranking.COUNTS_LOGIT, products -> scores(products, window, counts, group.timestamp()));
    }

    /** Learns from a group that has closed, unless it is held out, has one label or is too old. */
    void learn(ExampleGroup group, List<HistoryEvent> window, PastCounts counts) {
        if (!group.holdout()
                && covers(group.timestamp())
                && group.labels().stream().distinct().count() > 1) {
            double[] inputs = CountInputs.of(group.productIds(), window, counts);
            logit.learn(new LabelledInputs(inputs, group.labels()), mergedTime);
        }
    }

    private float[] scores(List<String> products, List<HistoryEvent> window, PastCounts counts, long date) {
        double[] exact = logit.scores(CountInputs.of(products, window, counts), date);
        float[] scores = new float[exact.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) exact[i];
        }
        return scores;
    }
}
