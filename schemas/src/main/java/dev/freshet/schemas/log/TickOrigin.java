package dev.freshet.schemas.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Who wrote a tick, in a header of its record. A replay and live ticks in one topic recognize each other by it; the
 * topology does not read it, since every tick moves the watermark alike.
 */
public enum TickOrigin {
    /** The wall clock. */
    LIVE,
    /** A replay that has more to send. */
    REPLAY,
    /** A replay that has ended: its last tick. */
    REPLAY_END;

    /** The name of the header; its value is the origin's name in lower case. */
    public static final String HEADER = "freshet.tick";

    /** Headers of a tick. */
    public List<Header> headers() {
        return List.of(new RecordHeader(HEADER, name().toLowerCase(Locale.ROOT).getBytes(UTF_8)));
    }

    /** The origin in a record's headers; empty for other records, and for ticks that others write. */
    public static Optional<TickOrigin> of(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        return header == null || header.value() == null
                ? Optional.empty()
                : Arrays.stream(values())
                        .filter(origin ->
                                origin.name().toLowerCase(Locale.ROOT).equals(new String(header.value(), UTF_8)))
                        .findFirst();
    }
}
