package dev.freshet.cli.report;

import dev.freshet.schemas.TrainingMetrics;
import dev.freshet.schemas.log.LogEnd;
import dev.freshet.schemas.log.TopicReader;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.Topics;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Results from topic training-metrics: the number of versions, and the quality of the rankings towards the end. */
public final class EvaluationWindows {

    private final long from;
    private final Set<Long> versions = new HashSet<>();
    private final Map<String, Double> sums = new TreeMap<>();
    private long groups;

    private EvaluationWindows(long from) {
        this.from = from;
    }

    /**
     * Reads the topic to its end; waits for open transactions.
     *
     * @param from event time at which the late windows begin, epoch milliseconds
     */
    public static EvaluationWindows read(Map<String, ?> kafka, AvroSerde serde, long from) {
        EvaluationWindows windows = new EvaluationWindows(from);
        String topic = Topics.TRAINING_METRICS.topic();
        try (TopicReader records = TopicReader.open(kafka, topic)) {
            records.readEachTo(
                    LogEnd.WRITTEN,
                    record -> windows.add((TrainingMetrics) serde.deserializer().deserialize(topic, record.value())));
        }
        return windows;
    }

    private void add(TrainingMetrics window) {
        if (versions.add(window.getVersion()) && window.getWatermark() >= from) {
            window.getStrata().values().forEach(stratum -> {
                groups += stratum.getGroups();
                stratum.getNdcg10().forEach((ranking, sum) -> sums.merge(ranking, sum, Double::sum));
            });
        }
    }

    public long versions() {
        return versions.size();
    }

    /** Means over the groups of the late windows. */
    public Report.Ndcg10 late() {
        return Report.Ndcg10.of(ranking -> sums.containsKey(ranking) ? sums.get(ranking) / groups : null, groups);
    }
}
