package dev.freshet.cli.report;

import dev.freshet.replay.ReplayPosition;
import dev.freshet.streams.StreamsProgress;
import dev.freshet.streams.store.TaskCounter;
import dev.freshet.trainer.TrainerProgress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builds a report from the counters of all parts. */
public final class ReportBuilder {

    private final StreamsProgress streams;
    private final TrainerProgress trainer;

    public ReportBuilder(StreamsProgress streams, TrainerProgress trainer) {
        this.streams = streams;
        this.trainer = trainer;
    }

    /** Unreadable lines never reach the topology, so they are added to the input events. */
    Report.Events events(ReplayPosition replay) {
        Map<String, Long> rejected = new TreeMap<>(streams.countersBelow(TaskCounter.REJECTED_PREFIX));
        replay.rejected().forEach((reason, count) -> rejected.merge(reason.name(), count, Long::sum));
        long unsent =
                replay.rejected().values().stream().mapToLong(Long::longValue).sum();
        return new Report.Events(
                streams.counter(TaskCounter.EVENTS_IN) + unsent,
                streams.counter(TaskCounter.ACCEPTED),
                rejected,
                streams.counter(TaskCounter.LATE),
                streams.counter(TaskCounter.DUPLICATE),
                streams.counter(TaskCounter.DEAD_LETTERED),
                streams.counter(TaskCounter.WAITING) + streams.counter(TaskCounter.QUEUED));
    }

    public Report.Groups groups() {
        long valid = streams.counter(TaskCounter.GROUPS_VALID);
        long tooSmall = streams.counter(TaskCounter.GROUPS_TOO_SMALL);
        long oneClass = streams.counter(TaskCounter.GROUPS_ONE_CLASS);
        long open = streams.counter(TaskCounter.GROUPS_OPENED) - valid - tooSmall - oneClass;
        return new Report.Groups(valid, open, tooSmall, oneClass, streams.counter(TaskCounter.GROUPS_HOLDOUT));
    }

    Report.Examples examples() {
        return new Report.Examples(
                streams.counter(TaskCounter.EXAMPLE_GROUPS),
                streams.counter(TaskCounter.EXAMPLE_TARGETS),
                trainer.examples());
    }

    /**
     * Means over one stratum.
     *
     * @param stratum all, cold or warm
     */
    Report.Ndcg10 ndcg10(String stratum) {
        Map<String, Double> means = trainer.means();
        String prefix = "ndcg10." + stratum + ".";
        return Report.Ndcg10.of(
                ranking -> means.get(prefix + ranking),
                means.getOrDefault("groups." + stratum, 0.0).longValue());
    }

    Report.Scores scores() {
        return new Report.Scores(
                streams.counter(TaskCounter.REQUESTS_IN),
                streams.counter(TaskCounter.REQUESTS_ANSWERED),
                streams.counter(TaskCounter.REQUESTS_COLD),
                streams.counter(TaskCounter.REQUESTS_SCORING_FAILED));
    }

    public Report report(
            ReplayPosition replay,
            EvaluatedGroups evaluated,
            Double eventsPerSecond,
            String examplesDigest,
            Map<String, String> settings) {
        return new Report(
                events(replay),
                groups(),
                examples(),
                evaluated.versions(),
                ndcg10("all"),
                ndcg10("cold"),
                ndcg10("warm"),
                evaluated.firstThird(),
                evaluated.secondHalf(),
                evaluated.lastQuarter(),
                evaluated.holdout(),
                intervals(evaluated),
                scores(),
                eventsPerSecond,
                scoreMs(),
                new Report.Digests(examplesDigest, trainer.digest()),
                settings);
    }

    private static Map<String, List<Double>> intervals(EvaluatedGroups evaluated) {
        Map<String, List<Double>> intervals = new TreeMap<>();
        evaluated
                .differences()
                .forEach((name, difference) -> intervals.put(name, List.of(difference.low(), difference.high())));
        return intervals;
    }

    /** The percentiles are 0 before the first answer. */
    private Report.ScoreMs scoreMs() {
        double p99 = streams.scoreMillisP99();
        return p99 > 0 ? new Report.ScoreMs(streams.scoreMillisP50(), p99) : null;
    }
}
