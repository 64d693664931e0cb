package dev.freshet.trainer.evaluation;

import dev.freshet.schemas.JudgedBy;
import java.util.List;
import java.util.TreeMap;

/**
 * Which versions judged the groups of a window, and of each its earliest request: topic training-metrics tells it, so that
 * an audit can find a version younger than a request that it judged. Not thread-safe.
 */
public final class EvaluatingVersions {

    private final TreeMap<Long, JudgedBy> byVersion = new TreeMap<>();

    /** Counts a group, of an example at a place in training-examples. */
    public void count(long version, long requestTime, int partition, long offset) {
        JudgedBy group = new JudgedBy(version, 1L, requestTime, partition, offset);
        byVersion.merge(version, group, EvaluatingVersions::plus);
    }

    /** In ascending order of version. */
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
