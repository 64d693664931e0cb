package dev.freshet.schemas.log;

import org.apache.kafka.common.TopicPartition;

/** Is told how far a reader is, before each poll. An exception ends the reading. */
@FunctionalInterface
public interface ReadProgress {

    /** Ignores progress. */
    ReadProgress NONE = (partition, offset, end) -> {};

    /**
     * Takes note of the progress in a partition that is not read to its end yet.
     *
     * @param offset the next offset to read
     * @param end the first offset that is not read
     */
    void at(TopicPartition partition, long offset, long end);
}
