package dev.freshet.replay;

import dev.freshet.schemas.log.TickOrigin;
import dev.freshet.schemas.log.WrittenTick;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/**
 * Sends a log's steps in transactions, each of which also commits the position after it. After a kill at any moment, a
 * replay opened on the same broker resumes: it loses nothing and sends nothing twice. It waits while a broker is
 * temporarily unavailable. One thread runs it; others may read the position and close it.
 */
public final class Replay implements AutoCloseable {

    private static final Duration HELD = Duration.ofMillis(20);

    private final ReplaySource source;
    private final Map<String, Object> kafka;
    private final SchemaRegistry registry;
    private final Pace pace;
    private final Recovery recovery = new Recovery();

    private ReplayProducer producer;
    private LiveTickGuard guard;
    private volatile ReplayPosition position;
    private volatile boolean running;
    private volatile boolean closing;

    private Replay(ReplaySource source, Map<String, Object> kafka, SchemaRegistry registry, Pace pace) {
        this.source = source;
        this.kafka = Map.copyOf(kafka);
        this.registry = registry;
        this.pace = pace;
    }

    /**
     * Finds where to start, without sending anything; fences another replay of the same transactional id.
     *
     * @param kafka settings for Kafka clients; bootstrap.servers at least
     * @param pace asked before each step; asked again while the answer is no
     * @throws LogRefusedException when the log cannot be replayed into this cluster
     */
    public static Replay open(ReplaySource source, Map<String, Object> kafka, SchemaRegistry registry, Pace pace) {
        Replay replay = new Replay(source, kafka, registry, pace);
        replay.connect();
        try {
            StartingPoint start = new StartingPoint(source, replay.producer.partitions());
            replay.guard = LiveTickGuard.start(kafka);
            replay.producer.onWritten(replay.guard.offsets()::sent);
            replay.position = start.from(
                    replay.producer.committed(),
                    replay.guard.atStart(),
                    () -> NewestRecord.time(kafka, Topics.USER_EVENTS.topic()));
            return replay;
        } catch (RuntimeException e) {
            replay.producer.close();
            throw e;
        }
    }

    /**
     * Ends an unfinished replay without what it has not sent: another log may follow, and a streams app may write live
     * ticks. Fences the replay if it still runs.
     *
     * @return the position that it ends at; empty when no replay of this group is unfinished
     */
    public static Optional<ReplayPosition> giveUp(
            ReplayConfig config, Map<String, Object> kafka, SchemaRegistry registry) {
        try (ReplayProducer producer = new ReplayProducer(kafka, registry, config)) {
            ReplayPosition position = producer.committed();
            if (position == null || position.done()) {
                return Optional.empty();
            }
            producer.begin();
            producer.tick(position.time(), TickOrigin.REPLAY_END);
            producer.commit(position.complete());
            return Optional.of(position);
        }
    }

    /** The position after the last committed transaction. */
    public ReplayPosition position() {
        return position;
    }

    /**
     * Sends the remaining steps; returns when all are sent, or soon after {@link #close}.
     *
     * @throws KafkaException when the broker stays unavailable or another replay has taken over
     * @throws LogRefusedException when a streams app writes live ticks between the rows; no row behind one is committed
     */
    public void run() throws InterruptedException {
        running = true;
        try {
            while (!position.done() && !closing) {
                try {
                    play();
                } catch (KafkaException e) {
                    recovery.pause(e, position);
                    reconnect();
                }
            }
        } finally {
            producer.close();
        }
    }

    /** Makes {@link #run} return when the open transaction has ended. */
    @Override
    public void close() {
        closing = true;
        if (!running) {
            producer.close();
        }
    }

    private void play() throws InterruptedException {
        try (ReplayPlan plan = source.plan()) {
            plan.skip(position.next());
            while (!position.done() && !closing) {
                if (plan.isDone() || pace.allows(position, plan.nextTime())) {
                    position = transaction(plan);
                } else {
                    Thread.sleep(HELD.toMillis());
                }
            }
        }
    }

    private ReplayPosition transaction(ReplayPlan plan) {
        int size = source.config().getInt(ReplayConfig.BATCH);
        long deadline = System.nanoTime() + source.config().span(ReplayConfig.BATCH_TIME) * 1_000_000;
        ReplayPosition at = position;
        producer.begin();
        // The pace has already allowed the first step; it is asked before each further one.
        for (int i = 0; i < size && !at.done() && System.nanoTime() < deadline; i++) {
            if (plan.isDone()) {
                at = at.complete();
            } else if (i == 0 || pace.allows(at, plan.nextTime())) {
                ReplayStep step = plan.next();
                producer.send(step, plan.isDone());
                at = at.after(step);
            } else {
                break;
            }
        }
        commit(at);
        return at;
    }

    private void commit(ReplayPosition at) {
        producer.flush();
        Optional<WrittenTick> live = guard.inTransaction();
        if (live.isPresent()) {
            producer.abort();
            throw source.refusal(live.get());
        }
        producer.commit(at);
        guard.offsets().committed();
    }

    private void connect() {
        producer = new ReplayProducer(kafka, registry, source.config());
    }

    private void reconnect() throws InterruptedException {
        while (true) {
            producer.close();
            guard.offsets().failed();
            try {
                connect();
                producer.onWritten(guard.offsets()::sent);
                ReplayPosition committed = producer.committed();
                // If the first transaction of a log failed, the committed position belongs to an earlier log.
                if (committed != null && committed.fingerprint().equals(position.fingerprint())) {
                    position = committed;
                }
                return;
            } catch (KafkaException e) {
                recovery.pause(e, position);
            }
        }
    }
}
