package dev.freshet.streams.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.schemas.RejectReason;
import java.util.Optional;
import org.apache.kafka.common.utils.Utils;

/**
 * Checks that a customer's records have the customer as key and are in the partition that Kafka's partitioner (murmur2
 * of the key) selects; with {@code any}, in any partition.
 *
 * @param partitions partitions of the input topics
 * @param any whether a key may be in any partition
 */
public record PartitionCheck(int partitions, boolean any) {

    private static final int SHOWN = 64;

    Optional<Rejection> check(byte[] key, String userId, int partition) {
        byte[] expected = userId.getBytes(UTF_8);
        if (!java.util.Arrays.equals(key, expected)) {
            String found = key == null ? "no key" : "key '" + start(key) + "'";
            return Optional.of(new Rejection(
                    RejectReason.KEY_MISMATCH,
                    found + " on a record of user '" + userId + "'; key records by user_id"));
        }
        int right = Utils.toPositive(Utils.murmur2(expected)) % partitions;
        if (!any && right != partition) {
            return Optional.of(new Rejection(
                    RejectReason.WRONG_PARTITION,
                    "user '" + userId + "' belongs to partition " + right + " of " + partitions + ", found in "
                            + partition
                            + "; use the murmur2 partitioner (librdkafka: partitioner=murmur2_random) or set"
                            + " partitioner=any"));
        }
        return Optional.empty();
    }

    /** The start of a key, enough to recognise it. */
    private static String start(byte[] key) {
        String text = new String(key, 0, Math.min(key.length, SHOWN), UTF_8);
        return key.length <= SHOWN ? text : text + "...";
    }
}
