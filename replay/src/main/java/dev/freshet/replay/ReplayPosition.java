package dev.freshet.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freshet.replay.file.LogRow;
import dev.freshet.schemas.RejectReason;
import java.util.EnumMap;
import java.util.Map;

/**
 * The progress of a replay, with its file and settings; stored as JSON in the metadata of a consumer group's offset.
 *
 * @param file name of the log, for messages
 * @param fingerprint of the log
 * @param settings that affect what is sent
 * @param next number of the next step; equals the group's offset
 * @param time event time reached, epoch milliseconds
 * @param ticks ticks sent, each to every partition
 * @param requests score requests sent
 * @param rejected rows that could not be sent as events, by reason
 * @param done whether every step has been sent
 */
public record ReplayPosition(
        String file,
        String fingerprint,
        Map<String, String> settings,
        long next,
        long time,
        long ticks,
        long requests,
        Map<RejectReason, Long> rejected,
        boolean done) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The position before the first step. */
    static ReplayPosition start(String file, String fingerprint, Map<String, String> settings) {
        return new ReplayPosition(file, fingerprint, settings, 0, 0, 0, 0, Map.of(), false);
    }

    /** The position after one more step. */
    ReplayPosition after(ReplayStep step) {
        return new ReplayPosition(
                file,
                fingerprint,
                settings,
                next + 1,
                step.time(),
                ticks + (step.tick().isPresent() ? 1 : 0),
                requests + (step.request() == null ? 0 : 1),
                step.row() instanceof LogRow.Malformed row ? plus(row.reason()) : rejected,
                false);
    }

    private Map<RejectReason, Long> plus(RejectReason reason) {
        Map<RejectReason, Long> more = new EnumMap<>(RejectReason.class);
        more.putAll(rejected);
        more.merge(reason, 1L, Long::sum);
        return more;
    }

    /** The position after the last step. */
    ReplayPosition complete() {
        return new ReplayPosition(file, fingerprint, settings, next, time, ticks, requests, rejected, true);
    }

    String toMetadata() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static ReplayPosition fromMetadata(String metadata) {
        try {
            return JSON.readValue(metadata, ReplayPosition.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("replay position cannot be read: " + metadata, e);
        }
    }
}
