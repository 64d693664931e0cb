package dev.freshet.cli.report;

import dev.freshet.schemas.EvaluatedRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Cuts evaluated groups into the points of curves. The time from the first to the last group has {@value #SPANS} equal
 * spans. A span with fewer than {@value #LEAST} groups joins the next one, and the last ones join the point before. So
 * each point but a single one stands for at least {@value #LEAST} groups.
 */
final class RankingPoints {

    static final int SPANS = 24;
    static final int LEAST = 50;

    /** A fixed order, so that a sum over the same groups has the same bits. */
    private static final Comparator<EvaluatedRequest> ORDER = Comparator.comparingLong(EvaluatedRequest::getTimestamp)
            .thenComparing(EvaluatedRequest::getUserId)
            .thenComparing(EvaluatedRequest::getRequestId);

    private RankingPoints() {}

    /**
     * Returns the points in order of time, none without groups.
     *
     * @param groups in any order
     * @param rankings those that every group has
     */
    static List<RankingPoint> of(List<EvaluatedRequest> groups, Set<String> rankings) {
        List<EvaluatedRequest> ordered = groups.stream().sorted(ORDER).toList();
        List<RankingPoint> points = new ArrayList<>();
        int from = 0;
        for (int end : ends(ordered)) {
            points.add(point(ordered.subList(from, end), rankings));
            from = end;
        }
        return points;
    }

    /** The index after the last group of each point. */
    private static List<Integer> ends(List<EvaluatedRequest> ordered) {
        List<Integer> ends = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= ordered.size(); i++) {
            boolean isEndOfSpan = i == ordered.size() || span(ordered, i) != span(ordered, i - 1);
            if (isEndOfSpan && i - from >= LEAST) {
                ends.add(i);
                from = i;
            }
        }
        if (from < ordered.size()) {
            if (!ends.isEmpty()) {
                ends.remove(ends.size() - 1);
            }
            ends.add(ordered.size());
        }
        return ends;
    }

    private static long span(List<EvaluatedRequest> ordered, int group) {
        long first = ordered.get(0).getTimestamp();
        long last = ordered.get(ordered.size() - 1).getTimestamp();
        return (ordered.get(group).getTimestamp() - first) * SPANS / (last - first + 1);
    }

    private static RankingPoint point(List<EvaluatedRequest> groups, Set<String> rankings) {
        long first = groups.get(0).getTimestamp();
        long sinceFirst =
                groups.stream().mapToLong(group -> group.getTimestamp() - first).sum();
        Map<String, Double> means = new TreeMap<>();
        for (String ranking : rankings) {
            double sum = 0;
            for (EvaluatedRequest group : groups) {
                sum += group.getNdcg10().get(ranking);
            }
            means.put(ranking, sum / groups.size());
        }
        return new RankingPoint(first + sinceFirst / groups.size(), groups.size(), means);
    }
}
