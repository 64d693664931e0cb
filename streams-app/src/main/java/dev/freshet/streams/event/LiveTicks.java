package dev.freshet.streams.event;

import dev.freshet.schemas.Tick;
import dev.freshet.schemas.log.TickOrigin;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one tick a second, with the wall clock's time, to each partition of user-events that this instance processes,
 * so that quiet partitions advance. Ticks are records of the log, so a replay of the log sees the same time pass.
 * During a rebalance a partition may get two ticks or none; neither changes anything.
 */
public final class LiveTicks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveTicks.class);
    private static final String TOPIC = Topics.USER_EVENTS.topic();
    private static final long EVERY_MS = 1000;
    private static final long CLOSE_MS = 5_000;
    /** An undelivered tick expires after this: a later tick replaces it. */
    private static final int DELIVERY_MS = 30_000;

    private final Map<String, Object> kafka;
    private final Producer<byte[], SpecificRecord> producer;
    private final Supplier<Set<Integer>> partitions;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    /** Once open, a failed send is no failure. */
    private final CountDownLatch closing = new CountDownLatch(1);

    private final Thread thread = new Thread(this::run, "live-ticks");

    /**
     * Prepares ticks; {@link #start} sends them.
     *
     * @param kafka settings of Kafka clients
     * @param partitions the assigned partitions
     */
    public LiveTicks(Map<String, Object> kafka, SchemaRegistry registry, Supplier<Set<Integer>> partitions) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        // A duplicate or late tick changes nothing, but one out of sequence would end an idempotent producer.
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, DELIVERY_MS / 3);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new AvroSerde(registry).serializer());
        this.kafka = Map.copyOf(kafka);
        this.partitions = partitions;
    }

    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** The failure that ended the ticks before they were closed; null while they run. */
    public Throwable failure() {
        return failure.get();
    }

    private void run() {
        try {
            if (hasPartitions()) {
                refuseReplay();
            }
            do {
                long now = System.currentTimeMillis();
                partitions.get().forEach(partition -> tick(partition, now));
            } while (!closesWithin(EVERY_MS));
        } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
            LOG.debug("closed", e);
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Waits for the first partitions; false when closed before. */
    private boolean hasPartitions() throws InterruptedException {
        while (partitions.get().isEmpty()) {
            if (closesWithin(EVERY_MS)) {
                return false;
            }
        }
        return true;
    }

    private boolean closesWithin(long milliseconds) throws InterruptedException {
        return closing.await(milliseconds, TimeUnit.MILLISECONDS);
    }

    /** A replay may have begun while the app restored its state. A broker that is away for a while is no reason to end. */
    private void refuseReplay() throws InterruptedException {
        boolean known = false;
        while (!known && !closesWithin(0)) {
            try {
                UnfinishedReplay.refuse(kafka);
                known = true;
            } catch (RetriableException e) {
                LOG.warn("cannot see whether a replay writes to {}: {}", TOPIC, e.getMessage());
                known = closesWithin(EVERY_MS);
            }
        }
    }

    private void tick(int partition, long now) {
        Tick tick = Tick.newBuilder().setTimestamp(now).build();
        var record = new ProducerRecord<byte[], SpecificRecord>(
                TOPIC, partition, now, null, tick, TickOrigin.LIVE.headers());
        var unused = producer.send(record, (written, problem) -> {
            if (problem instanceof RetriableException) {
                LOG.warn("cannot write a tick to partition {} of {}: {}", partition, TOPIC, problem.getMessage());
            } else if (problem != null) {
                fail(problem);
            }
        });
    }

    /** Reported as a failure, because groups of quiet partitions would stay open unnoticed. */
    private void fail(Throwable problem) {
        if (closing.getCount() > 0) {
            LOG.error("no more ticks are written to {}; ticks.live=false runs without them", TOPIC, problem);
            failure.compareAndSet(null, problem);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        producer.close(Duration.ofSeconds(1)); // ends a send that waits for the brokers
        try {
            thread.join(CLOSE_MS);
            thread.interrupt(); // a reader that waits for the brokers
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
