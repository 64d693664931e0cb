package dev.freshet.trainer.stream;

import java.util.Optional;

/** Training examples of all partitions in merged order. */
@FunctionalInterface
public interface ExampleStream {

    /** The next record; empty when more records must be read first. */
    Optional<PartitionRecord<StreamContent>> fetch();
}
