package dev.freshet.streams.event;

import dev.freshet.schemas.Tick;
import dev.freshet.schemas.UserEvent;
import dev.freshet.streams.ProcessorNames;
import dev.freshet.streams.store.InputLog;
import dev.freshet.streams.store.TaskCounter;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Record;

/** Decodes user-events into valid events and ticks. */
public final class DecodeEvents extends DecodingProcessor {

    private final EventRules rules;

    public DecodeEvents(
            Deserializer<SpecificRecord> deserializer, EventRules rules, InputLog.Source logs, TaskTimes times) {
        super(deserializer, InputCounters.EVENTS, logs, times);
        this.rules = rules;
    }

    @Override
    protected boolean accept(Record<byte[], byte[]> record, SpecificRecord decoded) {
        if (decoded instanceof Tick tick) {
            accept(record, tick);
        } else if (decoded instanceof UserEvent event) {
            accept(record, event);
        } else {
            return false;
        }
        return true;
    }

    private void accept(Record<byte[], byte[]> record, Tick tick) {
        Optional<Rejection> broken = rules.check(tick);
        if (broken.isPresent()) {
            deadLetter(record, "tick: " + broken.get().detail());
        } else {
            task().count(TaskCounter.TICKS);
            ValidInput input = new ValidInput.TimeTick(tick.getTimestamp(), offset());
            context().forward(record.withValue(input), ProcessorNames.APPLY_EVENTS);
        }
    }

    private void accept(Record<byte[], byte[]> record, UserEvent event) {
        int partition = context().taskId().partition();
        Optional<Rejection> broken = rules.check(event, record.key(), partition);
        if (broken.isPresent()) {
            reject(record, broken.get(), event);
        } else {
            ValidInput input = new ValidInput.CustomerEvent(event, offset());
            forward(record.withValue(input), ProcessorNames.APPLY_EVENTS);
        }
    }

    private long offset() {
        return context().recordMetadata().orElseThrow().offset();
    }
}
