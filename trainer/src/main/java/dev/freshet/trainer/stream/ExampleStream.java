package dev.freshet.trainer.stream;

import dev.freshet.core.example.Example;
import java.util.Optional;

/** Training examples of all partitions in merged order. */
@FunctionalInterface
public interface ExampleStream {

    /** The next record, which has no value when it only moves time; empty when more records must be read first. */
    Optional<PartitionRecord<Optional<Example>>> fetch();
}
