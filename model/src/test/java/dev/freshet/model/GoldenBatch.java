package dev.freshet.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.model.batch.Batch;
import dev.freshet.model.batch.BatchGroups;
import dev.freshet.model.batch.BatchTargets;
import dev.freshet.model.batch.PackedHistory;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Makes batches of the golden users. The softmax runs over the whole table, as in the reference. */
final class GoldenBatch {

    private GoldenBatch() {}

    /** Batch of users that are histories. A target at position 0 is left out. */
    static Batch pretrain(JsonNode users, int items) {
        LongStream.Builder states = LongStream.builder();
        LongStream.Builder item = LongStream.builder();
        LongStream.Builder context = LongStream.builder();
        LongStream.Builder feedback = LongStream.builder();
        int start = 0;
        for (JsonNode user : users) {
            for (int target : Golden.ints(user.get("targets_inds"))) {
                if (target > 0) {
                    states.add(start + target - 1);
                    item.add(user.get("product_id").get(target).asInt());
                    context.add(user.get("source_type").get(target).asInt());
                    feedback.add(user.get("action_type").get(target).asInt() - 1);
                }
            }
            start += user.get("product_id").size();
        }
        BatchTargets targets = new BatchTargets(array(states), array(item), array(context), array(feedback));
        long[] none = {};
        BatchGroups groups = new BatchGroups(none, none, none, none, new float[0], new BatchGroups.Pairs(none, none));
        return new Batch(history(stream(users)), targets, groups, new Batch.Rows(0, items));
    }

    /** Batch of users that are histories with candidates. */
    static Batch finetune(JsonNode users, int items) {
        LongStream.Builder states = LongStream.builder();
        LongStream.Builder owners = LongStream.builder();
        int start = 0;
        int group = 0;
        for (JsonNode user : users) {
            for (int state : Golden.ints(user.get("history").get("targets_inds"))) {
                states.add(start + state);
            }
            for (int length : Golden.ints(user.get("candidates").get("lengths"))) {
                for (int i = 0; i < length; i++) {
                    owners.add(group);
                }
                group++;
            }
            start += user.get("history").get("product_id").size();
        }
        Stream<JsonNode> histories = stream(users).map(user -> user.get("history"));
        BatchGroups groups = new BatchGroups(
                array(states),
                longs(candidates(users, "source_type")),
                array(owners),
                longs(candidates(users, "product_id")),
                new float[0],
                BatchGroups.Pairs.of(candidates(users, "action_type"), candidates(users, "lengths")));
        long[] none = {};
        return new Batch(
                history(histories), new BatchTargets(none, none, none, none), groups, new Batch.Rows(0, items));
    }

    private static PackedHistory history(Stream<JsonNode> histories) {
        var all = histories.toList();
        return new PackedHistory(
                all.stream().mapToInt(user -> user.get("product_id").size()).toArray(),
                longs(joined(all.stream(), "product_id")),
                longs(joined(all.stream(), "source_type")),
                longs(joined(all.stream(), "action_type")),
                longs(joined(all.stream(), "position")));
    }

    private static int[] candidates(JsonNode users, String field) {
        return joined(stream(users).map(user -> user.get("candidates")), field);
    }

    private static int[] joined(Stream<JsonNode> nodes, String field) {
        return nodes.flatMapToInt(node -> IntStream.of(Golden.ints(node.get(field))))
                .toArray();
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static long[] longs(int[] values) {
        return Arrays.stream(values).asLongStream().toArray();
    }

    private static long[] array(LongStream.Builder builder) {
        return builder.build().toArray();
    }
}
