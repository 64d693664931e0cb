package dev.freshet.schemas.log;

import org.apache.kafka.common.TopicPartition;

/** Receives a reader's progress before each poll. An exception ends the reading. */
@FunctionalInterface
public interface ReadProgress {

    /** Ignores progress. */
    ReadProgress NONE = (partition, offset, end) -> {};

    /**
     * Reports the progress in a partition that is not read to its end yet.
     *
     * @param offset the next offset to read
     * @param end the first offset that is not read
     */
    void at(TopicPartition partition, long offset, long end);
}
