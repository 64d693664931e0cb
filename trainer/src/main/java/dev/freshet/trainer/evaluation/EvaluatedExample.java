package dev.freshet.trainer.evaluation;

import dev.freshet.core.example.ExampleGroup;
import dev.freshet.schemas.EvaluatedRequest;
import java.util.TreeMap;

/**
 * A group and its evaluation.
 *
 * @param userId the customer
 * @param historyLength events of the history that ranked the group
 */
public record EvaluatedExample(String userId, int historyLength, ExampleGroup group, GroupEvaluation evaluation) {

    /** The record in topic training-metrics. */
    public EvaluatedRequest record(String model) {
        TreeMap<String, Double> ndcg = new TreeMap<>();
        evaluation.ndcg10().forEach((ranking, value) -> ndcg.put(ranking.label(), value));
        return EvaluatedRequest.newBuilder()
                .setModel(model)
                .setVersion(evaluation.version())
                .setUserId(userId)
                .setRequestId(group.requestId())
                .setTimestamp(group.timestamp())
                .setHistoryLength(historyLength)
                .setProducts(group.productIds().size())
                .setHoldout(group.holdout())
                .setNdcg10(ndcg)
                .build();
    }
}
