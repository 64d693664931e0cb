package dev.freshet.cli.report;

import dev.freshet.schemas.EvaluatedRequest;
import dev.freshet.schemas.serde.RecordTypes;
import java.util.Map;
import java.util.TreeMap;

/** Builds evaluated groups of one version. */
final class EvaluatedRequests {

    static {
        RecordTypes.trust();
    }

    private EvaluatedRequests() {}

    /** A group of a customer of its own. */
    static EvaluatedRequest of(String id, long time, boolean holdout, Map<String, Double> ndcg10) {
        return EvaluatedRequest.newBuilder()
                .setModel("default")
                .setVersion(1)
                .setUserId("user-" + id)
                .setRequestId(id)
                .setTimestamp(time)
                .setHistoryLength(0)
                .setProducts(10)
                .setHoldout(holdout)
                .setNdcg10(new TreeMap<>(ndcg10))
                .build();
    }
}
