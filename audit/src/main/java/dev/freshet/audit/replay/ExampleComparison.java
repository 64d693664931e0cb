package dev.freshet.audit.replay;

import dev.freshet.audit.Violation;
import dev.freshet.schemas.topic.Topics;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * Compares what a partition of training-examples holds with what a re-run of its events emits, up to the first
 * difference. Reads both once and holds few records in memory. Pure.
 */
final class ExampleComparison {

    /** How many records ahead each sequence is searched for the other's next record. */
    private static final int REACH = 32;

    private static final String TOPIC = Topics.TRAINING_EXAMPLES.topic();

    private final int partition;
    private final Function<EmittedRecord, SpecificRecord> decoder;
    private long examples;

    /** @param decoder decodes a value; returns null for one that cannot be read */
    ExampleComparison(int partition, Function<EmittedRecord, SpecificRecord> decoder) {
        this.partition = partition;
        this.decoder = decoder;
    }

    /**
     * The first difference.
     *
     * @param end the end offset of the partition
     * @param whole whether the re-run must emit every record; otherwise the last records may come from later events
     */
    Optional<Violation> first(Iterator<EmittedRecord> emitted, Iterator<EmittedRecord> again, long end, boolean whole) {
        LookAhead<EmittedRecord> ours = new LookAhead<>(emitted);
        LookAhead<EmittedRecord> theirs = new LookAhead<>(again);
        while (ours.peek(0) != null) {
            EmittedRecord next = ours.peek(0);
            if (theirs.peek(0) == null && !whole) {
                return Optional.empty();
            }
            if (theirs.peek(0) == null || !isSame(next, theirs.peek(0))) {
                return Optional.of(new Violation(TOPIC, partition, next.offset(), difference(ours, theirs)));
            }
            examples += next.isExample() ? 1 : 0;
            ours.skip();
            theirs.skip();
        }
        return theirs.peek(0) == null
                ? Optional.empty()
                : Optional.of(new Violation(
                        TOPIC,
                        partition,
                        end,
                        "missing at the end: the re-run emits " + words(theirs.peek(0)) + " next"));
    }

    /** Number of equal examples. */
    long examples() {
        return examples;
    }

    /** Another version of the program may encode the same example in other bytes. */
    private boolean isSame(EmittedRecord one, EmittedRecord other) {
        return one.isSameKeyAndTime(other) && (one.isSameBody(other) || isSameValue(one, other));
    }

    private boolean isSameValue(EmittedRecord one, EmittedRecord other) {
        SpecificRecord value = decoder.apply(one);
        return value != null && value.equals(decoder.apply(other));
    }

    private String difference(LookAhead<EmittedRecord> ours, LookAhead<EmittedRecord> theirs) {
        EmittedRecord our = ours.peek(0);
        EmittedRecord their = theirs.peek(0);
        if (their == null) {
            return "extra: the re-run emits nothing after what is before; this is " + words(our);
        }
        for (int ahead = 1; ahead <= REACH; ahead++) {
            if (ours.peek(ahead) != null && isSame(ours.peek(ahead), their)) {
                return "extra: the re-run does not emit " + words(our) + " here"
                        + (ahead > 1 ? ", nor the " + (ahead - 1) + " after it" : "");
            }
            if (theirs.peek(ahead) != null && isSame(our, theirs.peek(ahead))) {
                return "missing before it: the re-run emits " + words(their)
                        + (ahead > 1 ? " and " + (ahead - 1) + " more" : "");
            }
        }
        return "differs: " + details(our, their);
    }

    private String details(EmittedRecord our, EmittedRecord their) {
        if (our.time() != their.time()) {
            return "its time is " + Instant.ofEpochMilli(our.time()) + ", the re-run gives "
                    + Instant.ofEpochMilli(their.time()) + "; this is " + words(our) + ", that is " + words(their);
        }
        SpecificRecord value = decoder.apply(our);
        if (value == null) {
            return "its value cannot be read; the re-run gives " + words(their);
        }
        return FieldDifference.of(value, decoder.apply(their)).orElse("its key is another") + "; this is " + words(our);
    }

    private String words(EmittedRecord record) {
        return ExampleWords.of(decoder.apply(record)) + " at " + Instant.ofEpochMilli(record.time());
    }
}
