package dev.freshet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.ExampleGroup;
import dev.freshet.schemas.ExampleHistory;
import dev.freshet.schemas.JudgedBy;
import dev.freshet.schemas.JudgedStratum;
import dev.freshet.schemas.ProductCounts;
import dev.freshet.schemas.Tick;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.TrainingMetrics;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Appends leaks to topics without leaks. Each leak has a separate customer, whose few events are appended to the log
 * first. Each method returns the words by which an audit should name the place of its leak.
 */
final class PlantedRecords {

    private static final int PARTITION = 1;
    private static final long MINUTE = 60_000;
    private static final long DELAY_NONE = 0;

    /** A time after all records of the log. */
    private static final long T = 1_600_000_000_000L;

    private final String brokers;
    private final AvroSerde serde;

    /** Moves event time to a minute before the planted events. */
    PlantedRecords(String brokers, SchemaRegistry registry) throws Exception {
        this.brokers = brokers;
        this.serde = new AvroSerde(registry);
        send(Topics.USER_EVENTS, PARTITION, "", T - MINUTE, new Tick(T - MINUTE));
    }

    /** The history holds a click with the request's own timestamp, which precedes the request in the log. */
    String eventAtTheRequestsTime() throws Exception {
        log("same-time", ActionType.CLICK, "x", T, null);
        page("same-time", T);
        return example("same-time", T + 31 * MINUTE, history(List.of("x"), ActionType.CLICK, T), List.of(), T);
    }

    /** The history holds a cart addition from the request itself. */
    String cartOfTheRequest() throws Exception {
        page("own-cart", T);
        log("own-cart", ActionType.CART_UPDATE, "a", T + 1, "q");
        return example("own-cart", T + 32 * MINUTE, history(List.of("a"), ActionType.CART_UPDATE, T + 1), List.of(), T);
    }

    /** The history holds an earlier click that reached the log after the request. */
    String eventThatCameLater() throws Exception {
        page("came-later", T);
        log("came-later", ActionType.CLICK, "x", T - 1, null);
        return example("came-later", T + 33 * MINUTE, history(List.of("x"), ActionType.CLICK, T - 1), List.of(), T);
    }

    /** The cart addition becomes a target before its group is emitted. */
    String targetBeforeItsGroup() throws Exception {
        log("early-target", ActionType.CLICK, "x", T - 1, null);
        page("early-target", T);
        log("early-target", ActionType.CART_UPDATE, "a", T + 1, "q");
        ExampleHistory history = new ExampleHistory(
                List.of("x", "a"),
                List.of(ActionType.CLICK, ActionType.CART_UPDATE),
                List.of("home", "home"),
                List.of(T - 1, T + 1),
                List.of(0L, 1L));
        String place = example("early-target", T + 34 * MINUTE, history, List.of(1), null);
        example("early-target", T + 35 * MINUTE, history(List.of("x"), ActionType.CLICK, T - 1), List.of(), T);
        return place;
    }

    /** The model trains on the cart addition of a request whose group is held out. */
    String targetOfAHeldOutRequest() throws Exception {
        log("held-out", ActionType.CLICK, "x", T - 1, null);
        page("held-out", T);
        log("held-out", ActionType.CART_UPDATE, "a", T + 1, "q");
        append(
                "held-out",
                T + 37 * MINUTE,
                history(List.of("x"), ActionType.CLICK, T - 1),
                List.of(),
                List.of(group(T, 0, true)));
        ExampleHistory history = new ExampleHistory(
                List.of("x", "a"),
                List.of(ActionType.CLICK, ActionType.CART_UPDATE),
                List.of("home", "home"),
                List.of(T - 1, T + 1),
                List.of(0L, 1L));
        return append("held-out", T + 38 * MINUTE, history, List.of(1), List.of());
    }

    /** A version evaluates a request and is published an hour after it. */
    String versionOfTheFuture() throws Exception {
        log("judged", ActionType.CLICK, "x", T - 1, null);
        page("judged", T);
        String place = example("judged", T + 36 * MINUTE, history(List.of("x"), ActionType.CLICK, T - 1), List.of(), T);
        long offset = Long.parseLong(place.replaceAll(".* offset (\\d+):.*", "$1"));
        TrainingMetrics window = TrainingMetrics.newBuilder()
                .setModel("default")
                .setVersion(1_000_000)
                .setWatermark(T + 60 * MINUTE)
                .setStrata(Map.of("warm", new JudgedStratum(1L, Map.of("model", 1.0), Map.of(), Map.of())))
                .setUnjudged(0)
                .setGroups(1)
                .setHoldout(0)
                .setTrainedGroups(0)
                .setTrainedTargets(0)
                .setSteps(0)
                .setLosses(Map.of())
                .setJudgedBy(List.of(new JudgedBy(1_000_000L, 1L, T, PARTITION, offset)))
                .build();
        return Topics.TRAINING_METRICS.topic() + " 0 offset "
                + send(Topics.TRAINING_METRICS, 0, "default/1000000", T + 60 * MINUTE, window) + ":";
    }

    /** The counts of a minute hold a click at the beginning of the next one. */
    String countOfTheNextMinute() throws Exception {
        log("counted", ActionType.CLICK, "tea", T + 2 * MINUTE, null);
        ProductCounts counts = new ProductCounts(
                T + MINUTE, T + 2 * MINUTE, 0, 1, List.of("tea"), List.of(0), List.of(1), List.of(0), List.of(0));
        return Topics.TRAINING_EXAMPLES.topic() + " " + PARTITION + " offset "
                + send(Topics.TRAINING_EXAMPLES, PARTITION, "", T + 2 * MINUTE, counts) + ":";
    }

    private void page(String user, long time) throws Exception {
        for (String product : List.of("a", "b")) {
            log(user, ActionType.VIEW, product, time, "q");
        }
    }

    private void log(String user, ActionType action, String product, long time, String request) throws Exception {
        send(
                Topics.USER_EVENTS,
                PARTITION,
                user,
                time,
                new UserEvent(user, product, action, "home", time, request, null));
    }

    private static ExampleHistory history(List<String> products, ActionType action, long time) {
        return new ExampleHistory(
                products,
                products.stream().map(product -> action).toList(),
                products.stream().map(product -> "home").toList(),
                products.stream().map(product -> time).toList(),
                LongStream.range(0, products.size()).boxed().toList());
    }

    /** @param requested time of a request that sees all of the history; null for none */
    private String example(String user, long emitted, ExampleHistory history, List<Integer> targets, Long requested)
            throws Exception {
        return append(
                user,
                emitted,
                history,
                targets,
                requested == null
                        ? List.of()
                        : List.of(group(requested, history.getProductIds().size() - 1, false)));
    }

    private static ExampleGroup group(long requested, int stateIndex, boolean heldOut) {
        return new ExampleGroup(
                "q", "home", requested, DELAY_NONE, stateIndex, heldOut, List.of("a", "b"), List.of(1, 0), null);
    }

    private String append(
            String user, long emitted, ExampleHistory history, List<Integer> targets, List<ExampleGroup> groups)
            throws Exception {
        TrainingExample example = new TrainingExample(user, history, targets, List.of(), groups);
        return Topics.TRAINING_EXAMPLES.topic() + " " + PARTITION + " offset "
                + send(Topics.TRAINING_EXAMPLES, PARTITION, user, emitted, example) + ": customer " + user;
    }

    private long send(Topics topic, int partition, String key, long time, SpecificRecord record) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new ByteArraySerializer(), new ByteArraySerializer())) {
            return producer.send(new ProducerRecord<>(
                            topic.topic(),
                            partition,
                            time,
                            key.getBytes(UTF_8),
                            serde.serializer().serialize(topic.topic(), record)))
                    .get()
                    .offset();
        }
    }
}
