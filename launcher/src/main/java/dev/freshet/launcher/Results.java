package dev.freshet.launcher;

import dev.freshet.launcher.replay.Position;
import dev.freshet.streams.Counter;
import java.util.Map;
import java.util.TreeMap;

/** Brings what the parts counted together into a report. */
final class Results {

    private final dev.freshet.streams.Progress streams;
    private final dev.freshet.trainer.Progress trainer;

    Results(dev.freshet.streams.Progress streams, dev.freshet.trainer.Progress trainer) {
        this.streams = streams;
        this.trainer = trainer;
    }

    /** Lines of the file that could not be read never reached the topology: they are added to what came in. */
    Report.Events events(Position replay) {
        Map<String, Long> rejected = new TreeMap<>(streams.countersBelow(Counter.REJECTED_PREFIX));
        replay.rejected().forEach((reason, count) -> rejected.merge(reason.name(), count, Long::sum));
        long unsent =
                replay.rejected().values().stream().mapToLong(Long::longValue).sum();
        return new Report.Events(
                streams.counter(Counter.EVENTS_IN) + unsent,
                streams.counter(Counter.ACCEPTED),
                rejected,
                streams.counter(Counter.LATE),
                streams.counter(Counter.DUPLICATE),
                streams.counter(Counter.DEAD_LETTERED));
    }

    Report.Groups groups() {
        long valid = streams.counter(Counter.GROUPS_VALID);
        long tooSmall = streams.counter(Counter.GROUPS_TOO_SMALL);
        long oneClass = streams.counter(Counter.GROUPS_ONE_CLASS);
        long open = streams.counter(Counter.GROUPS_OPENED) - valid - tooSmall - oneClass;
        return new Report.Groups(valid, open, tooSmall, oneClass, streams.counter(Counter.GROUPS_HOLDOUT));
    }

    Report.Examples examples() {
        return new Report.Examples(
                streams.counter(Counter.EXAMPLE_GROUPS), streams.counter(Counter.EXAMPLE_TARGETS), trainer.examples());
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
                streams.counter(Counter.REQUESTS_IN),
                streams.counter(Counter.REQUESTS_ANSWERED),
                streams.counter(Counter.REQUESTS_COLD));
    }

    /** Requests that are neither answered nor refused yet. */
    long waiting() {
        long refused = streams.countersBelow(Counter.REQUESTS_REJECTED_PREFIX).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return streams.counter(Counter.REQUESTS_IN)
                - streams.counter(Counter.REQUESTS_ANSWERED)
                - streams.counter(Counter.REQUESTS_DEAD_LETTERED)
                - refused;
    }

    Report report(
            Position replay,
            long versions,
            Report.Ndcg10 last,
            Double eventsPerSecond,
            String examplesDigest,
            Map<String, String> settings) {
        return new Report(
                events(replay),
                groups(),
                examples(),
                versions,
                ndcg10("all"),
                ndcg10("cold"),
                ndcg10("warm"),
                last,
                scores(),
                eventsPerSecond,
                scoreMs(),
                new Report.Digests(examplesDigest, trainer.digest()),
                settings);
    }

    /** The percentiles are 0 before the first answer. */
    private Report.ScoreMs scoreMs() {
        double p99 = streams.scoreMillisP99();
        return p99 > 0 ? new Report.ScoreMs(streams.scoreMillisP50(), p99) : null;
    }
}
