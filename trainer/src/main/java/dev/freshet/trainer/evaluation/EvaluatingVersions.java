package dev.freshet.trainer.evaluation;

import dev.freshet.schemas.JudgedBy;
import java.util.List;
import java.util.TreeMap;

/**
 * The versions that the groups of a window were evaluated with, and the earliest request of each. Topic training-metrics
 * records them, so that an audit finds a version that is younger than a request it ranked. Not thread-safe.
 */
public final class EvaluatingVersions {

    private final TreeMap<Long, JudgedBy> byVersion = new TreeMap<>();

    /** Counts a group of the example at this offset of training-examples. */
    public void count(long version, long requestTime, int partition, long offset) {
        JudgedBy group = new JudgedBy(version, 1L, requestTime, partition, offset);
        byVersion.merge(version, group, EvaluatingVersions::plus);
    }

    /** The versions in ascending order. */
    List<JudgedBy> toList() {
        return List.copyOf(byVersion.values());
    }

    private static JudgedBy plus(JudgedBy before, JudgedBy group) {
        JudgedBy earlier = group.getEarliestRequest() < before.getEarliestRequest() ? group : before;
        return JudgedBy.newBuilder(earlier)
                .setGroups(before.getGroups() + group.getGroups())
                .build();
    }
}
