package dev.freshet.cli.report;

import dev.freshet.core.metric.Estimate;
import dev.freshet.schemas.EvaluatedRequest;
import dev.freshet.schemas.TrainingMetrics;
import dev.freshet.schemas.log.LogEnd;
import dev.freshet.schemas.log.TopicReader;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** The evaluated groups in topic training-metrics, and the number of versions. */
public final class EvaluatedGroups {

    private static final String MODEL = "model";

    private final long first;
    private final long last;
    private final Set<Long> versions = new HashSet<>();
    private final List<EvaluatedRequest> groups = new ArrayList<>();

    /**
     * Takes the span of event time that the parts refer to.
     *
     * @param first epoch milliseconds
     * @param last epoch milliseconds
     */
    EvaluatedGroups(long first, long last) {
        this.first = first;
        this.last = last;
    }

    /** Reads the topic to its end; waits for open transactions. */
    public static EvaluatedGroups read(Map<String, ?> kafka, AvroSerde serde, long first, long last) {
        EvaluatedGroups evaluated = new EvaluatedGroups(first, last);
        String topic = Topics.TRAINING_METRICS.topic();
        try (TopicReader records = TopicReader.open(kafka, topic)) {
            records.readEachTo(
                    LogEnd.WRITTEN, record -> evaluated.add(serde.deserializer().deserialize(topic, record.value())));
        }
        return evaluated;
    }

    void add(SpecificRecord record) {
        if (record instanceof EvaluatedRequest group) {
            groups.add(group);
        } else {
            versions.add(((TrainingMetrics) record).getVersion());
        }
    }

    long versions() {
        return versions.size();
    }

    Report.Ndcg10 firstThird() {
        return means(group -> group.getTimestamp() < first + (last - first) / 3);
    }

    Report.Ndcg10 secondHalf() {
        return means(group -> group.getTimestamp() >= first + (last - first) / 2);
    }

    Report.Ndcg10 lastQuarter() {
        return means(group -> group.getTimestamp() >= last - (last - first) / 4);
    }

    /** Of the groups that are kept from training. */
    Report.Ndcg10 holdout() {
        return means(EvaluatedRequest::getHoldout);
    }

    /** The model's mean minus that of each other ranking, with its interval, by {@code model_minus_RANKING}. */
    Map<String, Estimate> differences() {
        Map<String, Estimate> differences = new TreeMap<>();
        rankings().stream()
                .filter(ranking -> !ranking.equals(MODEL))
                .forEach(ranking -> differences.put(
                        "model_minus_" + ranking,
                        Estimate.of(
                                groups,
                                EvaluatedRequest::getUserId,
                                group -> ndcg(group, MODEL) - ndcg(group, ranking))));
        return differences;
    }

    /** NDCG@10 by event time, of each ranking that all groups have. */
    public RankingCurve curve() {
        return new RankingCurve(RankingPoints.of(groups, rankings()));
    }

    private Set<String> rankings() {
        return groups.isEmpty()
                ? Set.of()
                : groups.get(0).getNdcg10().keySet().stream()
                        .filter(ranking -> isOfAll(groups, ranking))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private Report.Ndcg10 means(Predicate<EvaluatedRequest> part) {
        List<EvaluatedRequest> some = groups.stream().filter(part).toList();
        return Report.Ndcg10.of(
                ranking -> some.isEmpty() || !isOfAll(some, ranking)
                        ? null
                        : Double.valueOf(some.stream()
                                .mapToDouble(g -> ndcg(g, ranking))
                                .average()
                                .orElseThrow()),
                some.size());
    }

    /** A run that goes on with other settings may evaluate other rankings from then on. */
    private static boolean isOfAll(List<EvaluatedRequest> groups, String ranking) {
        return groups.stream().allMatch(group -> group.getNdcg10().containsKey(ranking));
    }

    private static double ndcg(EvaluatedRequest group, String ranking) {
        return group.getNdcg10().get(ranking);
    }
}
