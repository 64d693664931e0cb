package dev.freshet.bench.batch;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Rules for a valid batch. */
public final class BatchRules {

    /** Number of rows of the reference's tables. */
    public static final int PRODUCTS = 26_522;

    public static final int SOURCES = 13;
    private static final int ACTIONS = 4;
    private static final int MAX_LENGTH = 512;

    private BatchRules() {}

    /** The problem of a batch, or null. */
    public static String problem(FlatBatch batch, Scenario scenario) {
        FlatBatch.History history = batch.history();
        if (history == null) {
            return "no history";
        }
        int events = sum(history.lengths());
        boolean ranks = scenario == Scenario.FINETUNE;
        if (ranks != (batch.candidates() != null)) {
            return ranks ? "no candidates" : "candidates in a batch without requests";
        }
        if (lengths(history.sources(), history.actions(), history.products(), history.positions()) != events) {
            return "source_type, action_type, product_id and position must have " + events
                    + " values, the sum of lengths";
        }
        if (history.targetsOfUser().length != batch.users()
                || sum(history.targetsOfUser()) != history.targets().length) {
            return "targets_lengths do not add up to targets_inds";
        }
        if (!within(history.lengths(), 1, MAX_LENGTH + 1)) {
            return "a length outside 1 to " + MAX_LENGTH;
        }
        if (!within(history.products(), 0, PRODUCTS)
                || !within(history.sources(), 0, SOURCES)
                || !within(history.actions(), ranks ? 0 : 1, ACTIONS)) {
            return "a product, source or action outside the reference's tables";
        }
        return targetsInside(history) ? candidates(batch) : "a target outside its user's history";
    }

    private static String candidates(FlatBatch batch) {
        FlatBatch.Candidates candidates = batch.candidates();
        if (candidates == null) {
            return null;
        }
        int requests = candidates.lengths().length;
        if (candidates.sources().length != requests
                || !Arrays.equals(candidates.requestsOfUser(), batch.history().targetsOfUser())) {
            return "candidates: source_type, lengths and num_requests do not agree with targets_lengths";
        }
        if (lengths(candidates.products(), candidates.labels()) != sum(candidates.lengths())) {
            return "candidates: lengths do not add up to product_id and action_type";
        }
        boolean inside = within(candidates.products(), 0, PRODUCTS)
                && within(candidates.sources(), 0, SOURCES)
                && within(candidates.labels(), 0, 2);
        return inside ? null : "candidates: a product, source or label outside the reference's tables";
    }

    private static boolean targetsInside(FlatBatch.History history) {
        int next = 0;
        for (int user = 0; user < history.lengths().length; user++) {
            for (int i = 0; i < history.targetsOfUser()[user]; i++) {
                int target = history.targets()[next++];
                if (target < 0 || target >= history.lengths()[user]) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The common length of the columns, or -1. */
    private static int lengths(int[]... columns) {
        int length = columns[0].length;
        return Arrays.stream(columns).allMatch(column -> column.length == length) ? length : -1;
    }

    private static boolean within(int[] values, int from, int to) {
        return IntStream.of(values).allMatch(value -> value >= from && value < to);
    }

    private static int sum(int[] values) {
        return IntStream.of(values).sum();
    }
}
