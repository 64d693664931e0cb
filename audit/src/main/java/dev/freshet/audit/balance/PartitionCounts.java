package dev.freshet.audit.balance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.audit.AuditListener;
import dev.freshet.audit.RecordDecoder;
import dev.freshet.audit.Violations;
import dev.freshet.schemas.ProductCounts;
import dev.freshet.schemas.RejectedEvent;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.Scores;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.Watermark;
import dev.freshet.schemas.log.TopicReader;
import dev.freshet.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Counts the records of one partition of every topic, and checks each. */
final class PartitionCounts {

    private final int partition;
    private final ApplicationSnapshot snapshot;
    private final Map<String, ?> kafka;
    private final RecordDecoder decoder;
    private final Violations violations;
    private final AuditListener listener;
    private final Map<Figure, Long> counts = new EnumMap<>(Figure.class);

    PartitionCounts(
            int partition,
            ApplicationSnapshot snapshot,
            Map<String, ?> kafka,
            RecordDecoder decoder,
            Violations violations,
            AuditListener listener) {
        this.partition = partition;
        this.snapshot = snapshot;
        this.kafka = kafka;
        this.decoder = decoder;
        this.violations = violations;
        this.listener = listener;
    }

    /** Counts all figures, except those of topics whose first records are gone. */
    Map<Figure, Long> count(long lateHorizonMs) {
        events();
        requests();
        examples(lateHorizonMs);
        rejected();
        deadLetters();
        counts.keySet().removeIf(figure -> !snapshot.isWhole(figure.of(), partition));
        return counts;
    }

    private void events() {
        counts.put(Figure.EVENTS_READ, 0L);
        read(Topics.USER_EVENTS, snapshot.processed(Topics.USER_EVENTS, partition), record -> one(Figure.EVENTS_READ));
    }

    /** Looks for answers without a request and requests without an answer, if both topics are complete. */
    private void requests() {
        boolean whole =
                snapshot.isWhole(Topics.SCORE_REQUESTS, partition) && snapshot.isWhole(Topics.SCORES, partition);
        AnswerRules rules = new AnswerRules(partition, whole, violations);
        long processed = snapshot.processed(Topics.SCORE_REQUESTS, partition);
        counts.put(Figure.REQUESTS_READ, 0L);
        read(Topics.SCORE_REQUESTS, snapshot.end(Topics.SCORE_REQUESTS, partition), record -> {
            if (record.offset() < processed) {
                one(Figure.REQUESTS_READ);
            }
            if (decoder.value(record).orElse(null) instanceof ScoreRequest request) {
                rules.request(record.offset(), request.getUserId(), request.getRequestId());
            }
        });
        counts.put(Figure.ANSWERS, 0L);
        read(Topics.SCORES, snapshot.end(Topics.SCORES, partition), record -> {
            one(Figure.ANSWERS);
            if (decoder.value(record).orElse(null) instanceof Scores answer) {
                rules.answer(record.offset(), answer.getUserId(), answer.getRequestId());
            } else {
                foreign(record, "Scores");
            }
        });
        snapshot.waiting(partition).forEach(request -> rules.waits(request.getUserId(), request.getRequestId()));
        rules.finish(processed);
    }

    private void examples(long lateHorizonMs) {
        ExampleRules rules = new ExampleRules(partition, lateHorizonMs, violations);
        read(Topics.TRAINING_EXAMPLES, snapshot.end(Topics.TRAINING_EXAMPLES, partition), record -> {
            rules.time(record.offset(), record.timestamp());
            SpecificRecord value = decoder.value(record).orElse(null);
            if (value instanceof TrainingExample example) {
                rules.example(record.offset(), example);
            } else if (!(value instanceof Watermark || value instanceof ProductCounts)) {
                foreign(record, "TrainingExample, ProductCounts or Watermark");
            }
        });
        counts.put(Figure.GROUPS, rules.groups());
        counts.put(Figure.TARGETS, rules.targets());
    }

    /** The topic also holds lines that a replay rejected. They come from a file, and no figure counts them. */
    private void rejected() {
        RefusalRules rules = new RefusalRules(Topics.REJECTED_EVENTS.topic(), partition, violations);
        counts.put(Figure.EVENTS_REJECTED, 0L);
        counts.put(Figure.REQUESTS_REJECTED, 0L);
        read(Topics.REJECTED_EVENTS, snapshot.end(Topics.REJECTED_EVENTS, partition), record -> {
            if (decoder.value(record).orElse(null) instanceof RejectedEvent rejected) {
                origin(rejected.getTopic(), Figure.EVENTS_REJECTED, Figure.REQUESTS_REJECTED)
                        .ifPresent(figure -> {
                            one(figure);
                            rules.refused(
                                    record.offset(),
                                    rejected.getTopic(),
                                    rejected.getPartition(),
                                    rejected.getOffset());
                        });
            } else {
                foreign(record, "RejectedEvent");
            }
        });
    }

    private void deadLetters() {
        RefusalRules rules = new RefusalRules(Topics.DEAD_LETTERS.topic(), partition, violations);
        counts.put(Figure.EVENTS_DEAD, 0L);
        counts.put(Figure.REQUESTS_DEAD, 0L);
        read(Topics.DEAD_LETTERS, snapshot.end(Topics.DEAD_LETTERS, partition), record -> {
            Header topic = record.headers().lastHeader("freshet.topic");
            Header offset = record.headers().lastHeader("freshet.offset");
            if (topic != null && offset != null) {
                String name = new String(topic.value(), UTF_8);
                origin(name, Figure.EVENTS_DEAD, Figure.REQUESTS_DEAD).ifPresent(figure -> {
                    one(figure);
                    rules.refused(
                            record.offset(),
                            name,
                            partition,
                            ByteBuffer.wrap(offset.value()).getLong());
                });
            }
        });
    }

    private static Optional<Figure> origin(String topic, Figure ofEvents, Figure ofRequests) {
        if (topic.equals(Topics.USER_EVENTS.topic())) {
            return Optional.of(ofEvents);
        }
        return topic.equals(Topics.SCORE_REQUESTS.topic()) ? Optional.of(ofRequests) : Optional.empty();
    }

    private void one(Figure figure) {
        counts.merge(figure, 1L, Long::sum);
    }

    private void foreign(ConsumerRecord<byte[], byte[]> record, String wanted) {
        violations.add(record.topic(), partition, record.offset(), "no " + wanted + " can be read here");
    }

    private void read(Topics topic, long end, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        TopicPartition from = new TopicPartition(topic.topic(), partition);
        try (TopicReader records = TopicReader.open(kafka, List.of(from), listener)) {
            records.readTo(Map.of(from, end), action);
        }
    }
}
