package dev.freshet.streams.score;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.model.serving.ServingModel;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.Scores;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.ProcessorNames;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.streams.event.PartitionedValue;
import dev.freshet.streams.store.Histories;
import dev.freshet.streams.store.PopularProducts;
import dev.freshet.streams.store.Popularity;
import dev.freshet.streams.store.StoreNames;
import dev.freshet.streams.store.TaskCounter;
import dev.freshet.streams.store.TaskState;
import dev.freshet.streams.store.WaitingRequests;
import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Answers requests. Until the first model arrives, requests wait in a store, at most for {@code requests.model.wait},
 * and are then ranked by popularity; processing never blocks. In a replay ({@code requests.order=time}) a request also
 * waits for the events before it.
 */
public final class AnswerRequests implements Processor<byte[], ScoreRequest, byte[], PartitionedValue> {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
    /** Bounds a punctuation, so that it does not delay events and the commit. */
    private static final int MAX_PER_PUNCTUATION = 500;

    private final TopologyConfig config;
    private final ServingModelSupplier models;
    private final ScoringTimes times;
    private final ScoringFailures failures;
    private ProcessorContext<byte[], PartitionedValue> context;
    private TaskState task;
    private WaitingRequests waiting;
    private Answers answers;
    private Cancellable schedule;

    public AnswerRequests(
            TopologyConfig config, ServingModelSupplier models, ScoringTimes times, ScoringFailures failures) {
        this.config = config;
        this.models = models;
        this.times = times;
        this.failures = failures;
    }

    @Override
    public void init(ProcessorContext<byte[], PartitionedValue> context) {
        this.context = context;
        this.task = new TaskState(
                context.getStateStore(StoreNames.TASK), context.taskId().partition());
        this.waiting = new WaitingRequests(context.getStateStore(StoreNames.WAITING));
        Histories histories = new Histories(
                context.getStateStore(StoreNames.HISTORY_HEADS),
                context.getStateStore(StoreNames.HISTORY_CHUNKS),
                config.history());
        Popularity popularity = new Popularity(
                context.getStateStore(StoreNames.POPULARITY),
                new PopularProducts(context.getStateStore(StoreNames.POPULAR_PRODUCTS)),
                task,
                config.popularityHalfLife());
        this.answers = new Answers(histories, popularity, config.history(), !config.requestsFirst(), failures);
        this.schedule = context.schedule(POLL_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::answerWaiting);
    }

    /** Cancels the schedule, because Streams keeps the schedules of a task that it revives. */
    @Override
    public void close() {
        schedule.cancel();
    }

    @Override
    public void process(Record<byte[], ScoreRequest> record) {
        ScoreRequest request = record.value();
        ServingModel model = waiting.isEmpty() && isInTime(request) ? models.acquire() : null;
        if (model == null) {
            long turn = config.requestsFirst() ? 0 : request.getTimestamp();
            long offset = context.recordMetadata().orElseThrow().offset();
            waiting.add(turn, offset, request, context.currentSystemTimeMs());
        } else {
            answer(request, model);
        }
    }

    private void answerWaiting(long now) {
        for (int answered = 0; answered < MAX_PER_PUNCTUATION; answered++) {
            WaitingRequests.Waiting next = waiting.first();
            if (next == null || !isInTime(next.request())) {
                return;
            }
            ServingModel model = models.acquire();
            if (model == null && now - next.arrived() < config.modelWaitMs()) {
                return;
            }
            waiting.remove(next);
            answer(next.request(), model);
        }
    }

    /** In a replay, a request is answered once the watermark shows that every event before it has been applied. */
    private boolean isInTime(ScoreRequest request) {
        return config.requestsFirst() || task.watermark() >= request.getTimestamp();
    }

    /** Answers a request and releases the model, which is null for an answer by popularity. */
    private void answer(ScoreRequest request, ServingModel model) {
        long started = System.nanoTime();
        Scores scores;
        try {
            scores = answers.answer(request, model, this::place);
        } finally {
            if (model != null) {
                model.release();
            }
        }
        times.record(System.nanoTime() - started);
        task.count(TaskCounter.REQUESTS_ANSWERED);
        if (scores.getColdStart()) {
            task.count(TaskCounter.REQUESTS_COLD);
        }
        if (model == null) {
            task.count(TaskCounter.REQUESTS_WITHOUT_MODEL);
        } else if (scores.getModelVersion() == Answers.NO_MODEL) {
            task.count(TaskCounter.REQUESTS_SCORING_FAILED);
        }
        PartitionedValue output = new PartitionedValue(context.taskId().partition(), scores);
        byte[] key = request.getUserId().getBytes(UTF_8);
        context.forward(new Record<>(key, output, request.getTimestamp()), ProcessorNames.SCORES_SINK);
    }

    /** Where the request is; a request that has waited no longer has an offset. */
    private String place() {
        String partition = "partition " + context.taskId().partition() + " of " + Topics.SCORE_REQUESTS.topic();
        return context.recordMetadata()
                .filter(record -> record.topic() != null)
                .map(record -> partition + ", offset " + record.offset())
                .orElse(partition);
    }
}
