package dev.freshet.streams.score;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.model.serving.ServingModel;
import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.Scores;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.ProcessorNames;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.streams.event.PartitionedValue;
import dev.freshet.streams.event.Rejection;
import dev.freshet.streams.event.RejectionForwarder;
import dev.freshet.streams.event.TaskTime;
import dev.freshet.streams.event.TaskTimes;
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
 * waits for the events before it. When live requests queue for longer than {@code requests.deadline}, popularity ranks
 * those that are past it.
 */
public final class AnswerRequests implements Processor<byte[], ScoreRequest, byte[], PartitionedValue> {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
    /** Nanoseconds that a punctuation of a replay may take: more than live, because nobody waits for an answer. */
    private static final long REPLAY_BUDGET = 5 * POLL_INTERVAL.toNanos();
    /** Waiting requests that are answered when another comes, so that they get fewer however fast requests come. */
    private static final int PER_ARRIVAL = 2;

    private final TopologyConfig config;
    private final ServingModelSupplier models;
    private final ScoringTimes times;
    private final ScoringFailures failures;
    private final TaskTimes taskTimes;
    private ProcessorContext<byte[], PartitionedValue> context;
    private TaskState task;
    private WaitingRequests waiting;
    private Answers answers;
    private RequestDeadline deadline;
    private RejectionForwarder rejections;
    private TaskTime time;
    private Cancellable schedule;

    public AnswerRequests(
            TopologyConfig config,
            ServingModelSupplier models,
            ScoringTimes times,
            ScoringFailures failures,
            TaskTimes taskTimes) {
        this.config = config;
        this.models = models;
        this.times = times;
        this.failures = failures;
        this.taskTimes = taskTimes;
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
        this.time = taskTimes.of(context.taskId().partition());
        this.deadline = new RequestDeadline(config, time);
        this.rejections = new RejectionForwarder(context);
        this.schedule = context.schedule(POLL_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::punctuate);
    }

    /** Cancels the schedule, because Streams keeps the schedules of a task that it revives. */
    @Override
    public void close() {
        schedule.cancel();
    }

    @Override
    public void process(Record<byte[], ScoreRequest> record) {
        ScoreRequest request = record.value();
        long now = context.currentSystemTimeMs();
        boolean atOnce = waiting.isEmpty() && isInTime(request);
        ServingModel model = atOnce ? models.acquire() : null;
        if (model != null) {
            answer(request, model, deadline.isPast(request, now));
            return;
        }
        long turn = config.requestsFirst() ? 0 : request.getTimestamp();
        waiting.add(turn, context.recordMetadata().orElseThrow().offset(), request, now);
        int left = atOnce ? 0 : PER_ARRIVAL;
        while (left > 0 && answerFirst(now)) {
            left--;
        }
    }

    private void punctuate(long now) {
        long budget = config.requestsFirst() ? (long) (config.requestShare() * POLL_INTERVAL.toNanos()) : REPLAY_BUDGET;
        long started = System.nanoTime();
        boolean more = true;
        while (more && System.nanoTime() - started < budget) {
            more = answerFirst(now);
        }
        time.spend(TaskTime.Input.REQUESTS, System.nanoTime() - started);
    }

    /** Answers the first request that waits; false when none can be answered yet. */
    private boolean answerFirst(long now) {
        WaitingRequests.Waiting next = waiting.first();
        if (next == null) {
            return false;
        }
        if (!isInTime(next.request())) {
            return rejectFuture(next);
        }
        ServingModel model = models.acquire();
        if (model == null && now - next.arrived() < config.modelWaitMs()) {
            return false;
        }
        waiting.remove(next);
        answer(next.request(), model, deadline.isPast(next, now));
        return true;
    }

    /** Rejects a request that is too far ahead of the watermark to wait for; false when it waits. */
    private boolean rejectFuture(WaitingRequests.Waiting next) {
        ScoreRequest request = next.request();
        long watermark = task.watermark();
        if (watermark == TaskState.NONE || request.getTimestamp() - watermark <= config.requestFutureLimitMs()) {
            return false;
        }
        waiting.remove(next);
        Rejection why = new Rejection(
                RejectReason.FUTURE,
                "timestamp " + request.getTimestamp() + " is more than requests.future.limit ahead of the watermark "
                        + watermark);
        task.count(TaskCounter.requestRejected(why.reason()));
        rejections.reject(request, next.offset(), why);
        forward(request, Answers.rejected(request, why.reason()));
        return true;
    }

    /** In a replay, a request is answered once the watermark shows that every event before it has been applied. */
    private boolean isInTime(ScoreRequest request) {
        return config.requestsFirst() || task.watermark() >= request.getTimestamp();
    }

    /**
     * Answers a request and releases the model, which is null for an answer by popularity.
     *
     * @param late whether the request is past its deadline
     */
    private void answer(ScoreRequest request, ServingModel model, boolean late) {
        long started = System.nanoTime();
        Scores scores;
        try {
            scores = late && model != null
                    ? answers.withoutHistory(request)
                    : answers.answer(request, model, this::place);
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
        if (Degradation.NO_MODEL.name().equals(scores.getDegraded())) {
            task.count(TaskCounter.REQUESTS_WITHOUT_MODEL);
        } else if (late) {
            task.count(TaskCounter.REQUESTS_PAST_DEADLINE);
        } else if (scores.getModelVersion() == Answers.NO_MODEL) {
            task.count(TaskCounter.REQUESTS_SCORING_FAILED);
        }
        forward(request, scores);
    }

    private void forward(ScoreRequest request, Scores scores) {
        PartitionedValue output = new PartitionedValue(context.taskId().partition(), scores);
        byte[] key = request.getUserId().getBytes(UTF_8);
        context.forward(new Record<>(key, output, Math.max(0, request.getTimestamp())), ProcessorNames.SCORES_SINK);
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
