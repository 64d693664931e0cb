package dev.freshet.streams.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.core.event.PlausibleTime;
import dev.freshet.schemas.RejectedEvent;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.ProcessorNames;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Writes raw bytes to dead letters and rejected records to rejected events. A topic's size limit applies to compressed
 * batches, so an input record may be larger than any that this app can write: only the position of such a record is
 * written.
 */
public final class RejectionForwarder {

    /**
     * The largest record that is copied, bytes of key, value and headers together. As many bytes remain for what is
     * added.
     */
    public static final int LARGEST_COPY = TopicSettings.LARGEST_RECORD / 2;

    /** Bytes that are copied from the start of a larger key or value. */
    private static final int SHOWN = 1024;

    private final ProcessorContext<byte[], ? super PartitionedValue> context;

    public RejectionForwarder(ProcessorContext<byte[], ? super PartitionedValue> context) {
        this.context = context;
    }

    /** Writes the current record as raw bytes, with the error and the origin in headers. */
    public void deadLetter(Record<byte[], byte[]> record, String error) {
        long size = size(record);
        boolean whole = size <= LARGEST_COPY;
        Headers headers = whole ? new RecordHeaders(record.headers()) : new RecordHeaders();
        RecordMetadata at = context.recordMetadata().orElseThrow();
        headers.add("freshet.error", (whole ? error : error + tooLarge(size)).getBytes(UTF_8));
        headers.add("freshet.topic", at.topic().getBytes(UTF_8));
        headers.add("freshet.partition", bytes(at.partition()));
        headers.add("freshet.offset", bytes(at.offset()));
        context.forward(
                new Record<>(
                        whole ? record.key() : start(record.key()),
                        partitioned(whole ? record.value() : start(record.value())),
                        date(record),
                        headers),
                ProcessorNames.DEAD_LETTERS_SINK);
    }

    /** Writes an event that was not rejected when its record was read. */
    void reject(UserEvent event, long offset, Rejection why) {
        RejectedEvent.Builder rejected =
                rejected(Topics.USER_EVENTS, offset, why).setEvent(event);
        forward(event.getUserId(), rejected, event.getTimestamp());
    }

    /** Writes a request that was not rejected when its record was read. */
    public void reject(ScoreRequest request, long offset, Rejection why) {
        forward(
                request.getUserId(),
                rejected(Topics.SCORE_REQUESTS, offset, why).setRequest(request),
                request.getTimestamp());
    }

    private RejectedEvent.Builder rejected(Topics topic, long offset, Rejection why) {
        return RejectedEvent.newBuilder()
                .setReason(why.reason())
                .setDetail(why.detail())
                .setTopic(topic.topic())
                .setPartition(context.taskId().partition())
                .setOffset(offset)
                .setEvent(null)
                .setRequest(null)
                .setLine(null);
    }

    private void forward(String user, RejectedEvent.Builder rejected, long timestamp) {
        context.forward(
                new Record<>(user.getBytes(UTF_8), partitioned(rejected.build()), timestamp),
                ProcessorNames.REJECTED_SINK);
    }

    /** Writes the current record with the reason. */
    public void reject(Record<byte[], ?> record, Rejection why, SpecificRecord original) {
        long size = size(record);
        boolean whole = size <= LARGEST_COPY;
        RecordMetadata at = context.recordMetadata().orElseThrow();
        RejectedEvent rejected = RejectedEvent.newBuilder()
                .setReason(why.reason())
                .setDetail(whole ? why.detail() : why.detail() + tooLarge(size))
                .setTopic(at.topic())
                .setPartition(at.partition())
                .setOffset(at.offset())
                .setEvent(whole && original instanceof UserEvent event ? event : null)
                .setRequest(whole && original instanceof ScoreRequest request ? request : null)
                .setLine(null)
                .build();
        context.forward(
                new Record<>(whole ? record.key() : start(record.key()), partitioned(rejected), date(record)),
                ProcessorNames.REJECTED_SINK);
    }

    /**
     * The time of an output record, which decides how long brokers keep it: the record's own. In a live run a record has
     * none here ({@link TaskTime}), so the wall clock dates it. The watermark does not: at this moment it depends on how
     * much of a jump of time has been processed.
     */
    private long date(Record<byte[], ?> record) {
        return PlausibleTime.contains(record.timestamp()) ? record.timestamp() : context.currentSystemTimeMs();
    }

    private static String tooLarge(long size) {
        return "; the record is not copied here because its " + size + " bytes are too many; read it from its topic";
    }

    /** Bytes of a record; without the value if it has been decoded, because the rules bound it. */
    private static long size(Record<byte[], ?> record) {
        long size = length(record.key()) + (record.value() instanceof byte[] raw ? raw.length : 0L);
        for (Header header : record.headers()) {
            size += header.key().length() + length(header.value());
        }
        return size;
    }

    private static long length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static byte[] start(byte[] bytes) {
        return length(bytes) <= SHOWN ? bytes : Arrays.copyOf(bytes, SHOWN);
    }

    private PartitionedValue partitioned(Object value) {
        return new PartitionedValue(context.taskId().partition(), value);
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
