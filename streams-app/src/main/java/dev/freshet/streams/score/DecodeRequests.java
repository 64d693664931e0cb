package dev.freshet.streams.score;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.Scores;
import dev.freshet.streams.ProcessorNames;
import dev.freshet.streams.event.DecodingProcessor;
import dev.freshet.streams.event.EventRules;
import dev.freshet.streams.event.InputCounters;
import dev.freshet.streams.event.PartitionedValue;
import dev.freshet.streams.event.Rejection;
import dev.freshet.streams.event.RejectionForwarder;
import dev.freshet.streams.event.TaskTimes;
import dev.freshet.streams.store.InputLog;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Decodes score-requests. A request that breaks a rule is rejected and also answered, without items and with the
 * reason, so that its sender does not wait for an answer that never comes.
 */
public final class DecodeRequests extends DecodingProcessor {

    /** Most characters of both ids together for which a rejected request is answered. */
    private static final int LONGEST_IDS = 1 << 20;

    private final EventRules rules;

    public DecodeRequests(
            Deserializer<SpecificRecord> deserializer, EventRules rules, InputLog.Source logs, TaskTimes times) {
        super(deserializer, InputCounters.REQUESTS, logs, times);
        this.rules = rules;
    }

    @Override
    protected boolean accept(Record<byte[], byte[]> record, SpecificRecord decoded) {
        if (!(decoded instanceof ScoreRequest request)) {
            return false;
        }
        int partition = context().taskId().partition();
        Optional<Rejection> broken =
                rules.check(request, record.key(), partition).or(() -> size(record.value().length));
        if (broken.isEmpty()) {
            forward(record.withValue(request), ProcessorNames.ANSWER_REQUESTS);
        } else {
            reject(record, broken.get(), request);
            answerRejected(request, broken.get().reason());
        }
        return true;
    }

    /**
     * Rejects a request that does not fit into one record: a waiting request is stored, and an answer written, in one
     * record each.
     */
    private static Optional<Rejection> size(int bytes) {
        return bytes <= RejectionForwarder.LARGEST_COPY
                ? Optional.empty()
                : Optional.of(new Rejection(
                        RejectReason.TOO_MANY_CANDIDATES,
                        "the request has " + bytes + " bytes, " + RejectionForwarder.LARGEST_COPY
                                + " are the most; send fewer candidates, or no candidates and a top_k"));
    }

    private void answerRejected(ScoreRequest request, RejectReason reason) {
        if (request.getRequestId().length() + request.getUserId().length() > LONGEST_IDS) {
            return; // the answer would not fit into a record of its topic
        }
        Scores scores = Answers.rejected(request, reason);
        context()
                .forward(
                        new Record<>(
                                request.getUserId().getBytes(UTF_8),
                                new PartitionedValue(context().taskId().partition(), scores),
                                Math.max(0, request.getTimestamp())),
                        ProcessorNames.SCORES_SINK);
    }
}
