package dev.freshet.streams;

import dev.freshet.schemas.RejectedEvent;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.UserEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Writes what a processor refuses: raw bytes to dead letters, readable records to rejected events. */
final class Outputs {

    private final ProcessorContext<byte[], Object> context;

    Outputs(ProcessorContext<byte[], Object> context) {
        this.context = context;
    }

    /** The record being processed, as raw bytes dated no earlier than the watermark, with the error and its origin in headers. */
    void deadLetter(Record<byte[], byte[]> record, String error, long watermark) {
        RecordMetadata at = context.recordMetadata().orElseThrow();
        Headers headers = new RecordHeaders(record.headers());
        headers.add("freshet.error", error.getBytes(StandardCharsets.UTF_8));
        headers.add("freshet.topic", at.topic().getBytes(StandardCharsets.UTF_8));
        headers.add("freshet.partition", bytes(at.partition()));
        headers.add("freshet.offset", bytes(at.offset()));
        context.forward(
                new Record<>(
                        record.key(),
                        placed(record.value()),
                        Math.max(Math.max(0, watermark), record.timestamp()),
                        headers),
                FreshetTopology.DEAD_LETTERS_SINK);
    }

    void reject(Record<byte[], ?> record, Rejection why, SpecificRecord original) {
        RecordMetadata at = context.recordMetadata().orElseThrow();
        RejectedEvent rejected = RejectedEvent.newBuilder()
                .setReason(why.reason())
                .setDetail(why.detail())
                .setTopic(at.topic())
                .setPartition(at.partition())
                .setOffset(at.offset())
                .setEvent(original instanceof UserEvent event ? event : null)
                .setRequest(original instanceof ScoreRequest request ? request : null)
                .setLine(null)
                .build();
        context.forward(
                new Record<>(record.key(), placed(rejected), Math.max(0, record.timestamp())),
                FreshetTopology.REJECTED_SINK);
    }

    private Placed placed(Object value) {
        return new Placed(context.taskId().partition(), value);
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
