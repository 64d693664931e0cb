package dev.freshet.streams.score;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.Scores;
import dev.freshet.schemas.serde.UndecodableException;
import dev.freshet.streams.FreshetTopology;
import dev.freshet.streams.event.EventRules;
import dev.freshet.streams.event.PartitionedValue;
import dev.freshet.streams.event.Rejection;
import dev.freshet.streams.event.RejectionForwarder;
import dev.freshet.streams.store.StoreNames;
import dev.freshet.streams.store.TaskCounter;
import dev.freshet.streams.store.TaskState;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Bytes of score-requests to requests. A request that breaks a rule is both rejected and answered, with no items and the
 * reason, so that nobody waits for it.
 */
public final class DecodeRequests implements Processor<byte[], byte[], byte[], Object> {

    /** Characters of both ids of a request that is refused. */
    private static final int LONGEST_IDS = 1 << 20;

    private final Deserializer<SpecificRecord> deserializer;
    private final EventRules rules;
    private ProcessorContext<byte[], Object> context;
    private RejectionForwarder outputs;
    private TaskState task;

    public DecodeRequests(Deserializer<SpecificRecord> deserializer, EventRules rules) {
        this.deserializer = deserializer;
        this.rules = rules;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        this.outputs = new RejectionForwarder(context);
        this.task = new TaskState(
                context.getStateStore(StoreNames.TASK), context.taskId().partition());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        task.count(TaskCounter.REQUESTS_IN);
        SpecificRecord decoded;
        try {
            decoded = deserializer.deserialize(
                    context.recordMetadata().orElseThrow().topic(), record.value());
        } catch (UndecodableException e) {
            deadLetter(record, e.getMessage());
            return;
        }
        if (decoded instanceof ScoreRequest request) {
            accept(record, request);
        } else if (decoded == null) {
            deadLetter(record, "the record has no value");
        } else {
            reject(
                    record,
                    new Rejection(
                            RejectReason.UNEXPECTED_RECORD,
                            "a " + decoded.getSchema().getFullName() + " does not belong into this topic"),
                    decoded);
        }
    }

    private void accept(Record<byte[], byte[]> record, ScoreRequest request) {
        int partition = context.taskId().partition();
        Optional<Rejection> broken =
                rules.check(request, record.key(), partition).or(() -> size(record.value().length));
        if (broken.isEmpty()) {
            context.forward(record.withValue(request), FreshetTopology.ANSWER_REQUESTS);
            return;
        }
        reject(record, broken.get(), request);
        if (request.getRequestId().length() + request.getUserId().length() > LONGEST_IDS) {
            return; // an answer would not fit its topic, and nobody would know it by its id
        }
        context.forward(
                new Record<>(
                        request.getUserId().getBytes(UTF_8),
                        new PartitionedValue(
                                partition, refusal(request, broken.get().reason())),
                        Math.max(0, request.getTimestamp())),
                FreshetTopology.SCORES_SINK);
    }

    /** What waits is stored, and what is answered is written, in one record. */
    private static Optional<Rejection> size(int bytes) {
        return bytes <= RejectionForwarder.LARGEST_COPY
                ? Optional.empty()
                : Optional.of(new Rejection(
                        RejectReason.TOO_MANY_CANDIDATES,
                        "the request has " + bytes + " bytes, " + RejectionForwarder.LARGEST_COPY
                                + " are the most; send fewer candidates, or no candidates and a top_k"));
    }

    private static Scores refusal(ScoreRequest request, RejectReason reason) {
        return new Scores(
                request.getRequestId(),
                request.getUserId(),
                request.getTimestamp(),
                Answers.NO_MODEL,
                0L,
                0,
                true,
                reason.name(),
                List.of());
    }

    private void reject(Record<byte[], byte[]> record, Rejection why, SpecificRecord original) {
        task.count(TaskCounter.requestRejected(why.reason()));
        outputs.reject(record, why, original);
    }

    private void deadLetter(Record<byte[], byte[]> record, String error) {
        task.count(TaskCounter.REQUESTS_DEAD_LETTERED);
        outputs.deadLetter(record, error, task.watermark());
    }
}
