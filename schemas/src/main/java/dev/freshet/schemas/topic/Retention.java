package dev.freshet.schemas.topic;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.config.ByteSize;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How long a delete topic keeps its records.
 *
 * @param ms record time before the present, milliseconds; {@link #UNBOUNDED} for ever
 * @param bytes of each partition; {@link #UNBOUNDED} for any number
 */
record Retention(long ms, long bytes) {

    static final long UNBOUNDED = -1;

    static Retention of(Config topic) {
        return new Retention(
                Long.parseLong(topic.get(TopicConfig.RETENTION_MS_CONFIG).value()),
                Long.parseLong(topic.get(TopicConfig.RETENTION_BYTES_CONFIG).value()));
    }

    boolean isBounded() {
        return ms != UNBOUNDED || bytes != UNBOUNDED;
    }

    /** Whether it keeps the records of this many milliseconds, as far as its bound by time says. */
    boolean covers(long span) {
        return ms == UNBOUNDED || ms >= span;
    }

    /** The bounds in words: {@code 90d}, {@code 10 GiB a partition}. */
    String words() {
        String time = ms == UNBOUNDED ? "" : TimeSpan.words(ms);
        String size = bytes == UNBOUNDED ? "" : ByteSize.words(bytes) + " a partition";
        return time + (time.isEmpty() || size.isEmpty() ? "" : " and ") + size;
    }
}
