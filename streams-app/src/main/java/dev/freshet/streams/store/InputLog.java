package dev.freshet.streams.store;

import dev.freshet.streams.rows.InputPosition;

/**
 * A partition of an input topic as the brokers hold it now.
 *
 * @param topicId the id of its topic
 * @param beginning the first offset that is still there
 * @param end the offset after the last record
 * @param committed the offset that the application's group has committed, 0 without one. It is also past markers and
 *     records of aborted transactions, of which an application sees nothing
 */
public record InputLog(String topicId, long beginning, long end, long committed) {

    private static final String REMEDY =
            "; freshet streams reset deletes the application's state, so that it starts again from the records that are there";

    /** Asks the brokers. */
    @FunctionalInterface
    public interface Source {

        /**
         * The log of a partition.
         *
         * @throws org.apache.kafka.common.errors.RetriableException when the brokers do not answer in time
         */
        InputLog of(String topic, int partition);
    }

    /**
     * Requires that the log continues what was applied of it.
     *
     * @throws InputChangedException when it does not
     */
    void requireContinuation(InputPosition applied, String topic, int partition) {
        String place = "partition " + partition + " of " + topic;
        long next = applied.getNextOffset();
        if (!topicId.equals(applied.getTopicId())) {
            throw new InputChangedException(
                    topic + " has been deleted and created again: the state was made from the topic" + " with id "
                            + applied.getTopicId() + ", this one has id " + topicId + REMEDY);
        }
        if (end < next) {
            throw new InputChangedException(place + " ends at offset " + end
                    + ", and the state holds the records below " + next + ": the topic has lost records" + REMEDY);
        }
        if (beginning > Math.max(next, committed)) {
            throw new InputChangedException(place + " begins at offset " + beginning + ", and the state ends at " + next
                    + ": " + (beginning - next) + " records were deleted (retention) before they were applied"
                    + REMEDY);
        }
    }
}
