package dev.freshet.trainer.experiment;

import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.metric.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** NDCG@10 of each variant on each evaluated group. A group counts when every variant has ranked it. Not thread-safe. */
public final class ExperimentResults {

    /** A group of a customer; its results stand in the order of the variants, NaN where there is none. */
    private static final class Row {
        final String userId;
        final long timestamp;
        double[] ndcg10 = new double[0];

        Row(String userId, long timestamp) {
            this.userId = userId;
            this.timestamp = timestamp;
        }
    }

    private final long from;
    private final Map<List<Object>, Row> rows = new LinkedHashMap<>();
    private final List<Variant> variants = new ArrayList<>();

    /** Why variants were dropped. */
    private final Map<Variant, String> dropped = new LinkedHashMap<>();

    /** @param from event time of the first group that counts, epoch milliseconds */
    ExperimentResults(long from) {
        this.from = from;
    }

    boolean counts(ExampleGroup group) {
        return group.timestamp() >= from;
    }

    /** Adds the result of a variant on a group, in [0, 1]; NaN drops the variant, whose scores are not finite. */
    void add(String userId, ExampleGroup group, Variant variant, double ndcg10) {
        if (Double.isNaN(ndcg10)) {
            drop(variant, "its scores are no numbers; lower term.learning.rate or learning.rate");
        }
        if (!counts(group) || dropped.containsKey(variant)) {
            return;
        }
        Row row = rows.computeIfAbsent(
                List.of(userId, group.requestId(), group.timestamp()), key -> new Row(userId, group.timestamp()));
        int index = index(variant);
        if (index >= row.ndcg10.length) {
            int known = row.ndcg10.length;
            row.ndcg10 = Arrays.copyOf(row.ndcg10, variants.size());
            Arrays.fill(row.ndcg10, known, variants.size(), Double.NaN);
        }
        row.ndcg10[index] = ndcg10;
    }

    private int index(Variant variant) {
        int index = variants.indexOf(variant);
        if (index < 0) {
            index = variants.size();
            variants.add(variant);
        }
        return index;
    }

    /** Goes on without a variant. */
    void drop(Variant variant, String reason) {
        dropped.putIfAbsent(variant, reason);
    }

    boolean isDropped(Variant variant) {
        return dropped.containsKey(variant);
    }

    /** Why variants are missing, a line each. */
    public List<String> notices() {
        return dropped.entrySet().stream()
                .map(each -> each.getKey().question().title() + ", "
                        + each.getKey().name() + ": not measured, since " + each.getValue())
                .toList();
    }

    private boolean isMeasured(int index) {
        return !dropped.containsKey(variants.get(index));
    }

    private List<Row> complete() {
        return rows.values().stream()
                .filter(row -> row.ndcg10.length == variants.size()
                        && IntStream.range(0, variants.size())
                                .filter(this::isMeasured)
                                .noneMatch(index -> Double.isNaN(row.ndcg10[index])))
                .toList();
    }

    /** Number of groups that count. */
    public int groups() {
        return complete().size();
    }

    /** Number of their customers. */
    public int customers() {
        return (int) complete().stream().map(row -> row.userId).distinct().count();
    }

    /** Event time of the first of them, epoch milliseconds; {@link Long#MAX_VALUE} when none counts. */
    public long firstTime() {
        return complete().stream().mapToLong(row -> row.timestamp).min().orElse(Long.MAX_VALUE);
    }

    /** The results by question, in order; in each the reference first. Empty when no group counts. */
    public List<VariantResult> list() {
        List<Row> complete = complete();
        List<VariantResult> results = new ArrayList<>();
        for (Question question : Question.values()) {
            int reference = variants.indexOf(new Variant(question, question.reference()));
            if (!complete.isEmpty() && reference >= 0 && isMeasured(reference)) {
                results.add(result(complete, reference, reference));
                IntStream.range(0, variants.size())
                        .filter(index -> index != reference && isMeasured(index))
                        .filter(index -> variants.get(index).question() == question)
                        .forEach(index -> results.add(result(complete, index, reference)));
            }
        }
        return results;
    }

    private VariantResult result(List<Row> complete, int variant, int reference) {
        return new VariantResult(
                variants.get(variant),
                Estimate.of(complete, row -> row.userId, row -> row.ndcg10[variant]),
                Estimate.of(complete, row -> row.userId, row -> row.ndcg10[variant] - row.ndcg10[reference]));
    }

    /** The result of a variant on a group; NaN for none. */
    double of(String userId, ExampleGroup group, Variant variant) {
        Row row = rows.get(List.<Object>of(userId, group.requestId(), group.timestamp()));
        int index = variants.indexOf(variant);
        return row == null || index < 0 || index >= row.ndcg10.length ? Double.NaN : row.ndcg10[index];
    }
}
