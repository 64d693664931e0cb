package dev.freshet.streams.event;

import dev.freshet.schemas.Tick;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
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
 * Tells quiet partitions the time: a tick a second of wall time into each partition of user-events that this instance
 * processes. Ticks are records of the log like others, so the wall clock decides nothing that a replay of the log would not
 * see. While a partition moves from one instance to another it may get two or none; neither matters.
 */
public final class LiveTicks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveTicks.class);
    private static final String TOPIC = Topics.USER_EVENTS.topic();
    private static final long EVERY_MS = 1000;
    /** A tick that could not be delivered for so long is given up: a later one says more. */
    private static final int DELIVERY_MS = 30_000;

    private final Producer<byte[], SpecificRecord> producer;
    private final Supplier<Set<Integer>> partitions;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    /** Then whatever interrupts sending is no failure. */
    private volatile boolean closing;

    private final Thread thread = new Thread(this::run, "live-ticks");

    /**
     * Prepares ticks; {@link #start} sends them.
     *
     * @param kafka settings of Kafka clients
     * @param partitions at hand now
     */
    public LiveTicks(Map<String, Object> kafka, SchemaRegistry registry, Supplier<Set<Integer>> partitions) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        // A tick twice or late says nothing new, where one out of sequence would end an idempotent producer.
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, DELIVERY_MS / 3);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new AvroSerde(registry).serializer());
        this.partitions = partitions;
    }

    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** What ended the ticks before they were closed; null while they go on. */
    public Throwable failure() {
        return failure.get();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(EVERY_MS);
                long now = System.currentTimeMillis();
                partitions.get().forEach(partition -> tick(partition, now));
            }
        } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
            LOG.debug("closed", e);
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void tick(int partition, long now) {
        Tick tick = Tick.newBuilder().setTimestamp(now).build();
        var unused = producer.send(new ProducerRecord<>(TOPIC, partition, now, null, tick), (written, problem) -> {
            if (problem instanceof RetriableException) {
                LOG.warn("no tick for partition {} of {}: {}", partition, TOPIC, problem.getMessage());
            } else if (problem != null) {
                fail(problem);
            }
        });
    }

    /** Without ticks groups would stay open for ever and nobody would notice. */
    private void fail(Throwable problem) {
        if (!closing) {
            LOG.error("no more ticks into {}; ticks.live=false does without them", TOPIC, problem);
            failure.compareAndSet(null, problem);
        }
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        producer.close(Duration.ofSeconds(1));
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
