package dev.freshet.streams.score;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.model.serving.ServingModel;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.Scores;
import dev.freshet.streams.FreshetTopology;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.streams.event.PartitionedValue;
import dev.freshet.streams.store.Histories;
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
 * Answers requests at once when there is a model. Until the first one they wait in a store, at most for
 * {@code requests.model.wait}, then popularity answers; the stream never stands still for them. In a replay
 * ({@code requests.order=time}) they also wait for the events before them.
 */
public final class AnswerRequests implements Processor<byte[], Object, byte[], Object> {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    /** So that events and the commit are not kept waiting. */
    private static final int MOST_AT_ONCE = 500;

    private final TopologyConfig config;
    private final ServingModelSupplier models;
    private final ScoringTimes times;
    private ProcessorContext<byte[], Object> context;
    private TaskState task;
    private WaitingRequests waiting;
    private Answers answers;
    private Cancellable looking;

    public AnswerRequests(TopologyConfig config, ServingModelSupplier models, ScoringTimes times) {
        this.config = config;
        this.models = models;
        this.times = times;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        this.task = new TaskState(
                context.getStateStore(StoreNames.TASK), context.taskId().partition());
        this.waiting = new WaitingRequests(context.getStateStore(StoreNames.WAITING));
        Histories histories = new Histories(
                context.getStateStore(StoreNames.HISTORY_HEADS),
                context.getStateStore(StoreNames.HISTORY_CHUNKS),
                config.history());
        Popularity popularity = new Popularity(context.getStateStore(StoreNames.POPULARITY));
        this.answers = new Answers(histories, popularity, config.history());
        this.looking = context.schedule(LOOK_AGAIN, PunctuationType.WALL_CLOCK_TIME, this::answerWaiting);
    }

    /** Streams keeps the schedules of a task that it revives. */
    @Override
    public void close() {
        looking.cancel();
    }

    @Override
    public void process(Record<byte[], Object> record) {
        ScoreRequest request = (ScoreRequest) record.value();
        ServingModel model = waiting.isEmpty() && isInTime(request) ? models.acquire() : null;
        if (model == null) {
            long turn = config.requestsFirst() ? 0 : request.getTimestamp();
            waiting.add(turn, request, context.currentSystemTimeMs());
        } else {
            answer(request, model);
        }
    }

    private void answerWaiting(long now) {
        for (int answered = 0; answered < MOST_AT_ONCE; answered++) {
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

    /** In order of time a request is answered when the watermark shows that every event before it has been applied. */
    private boolean isInTime(ScoreRequest request) {
        return config.requestsFirst() || task.watermark() >= request.getTimestamp();
    }

    /** Releases the model. */
    private void answer(ScoreRequest request, ServingModel model) {
        long started = System.nanoTime();
        Scores scores;
        try {
            scores = answers.answer(request, model);
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
        }
        PartitionedValue placed = new PartitionedValue(context.taskId().partition(), scores);
        byte[] key = request.getUserId().getBytes(UTF_8);
        context.forward(new Record<>(key, placed, request.getTimestamp()), FreshetTopology.SCORES_SINK);
    }
}
