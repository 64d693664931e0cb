package dev.freshet.cli.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.core.event.Action;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.history.RequestMarks;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.Tick;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.testkit.LogGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * An input stream with known results: a shop's events, some out of order, a score request before each page, ticks, and
 * records that must be rejected: late, duplicate, from the future, empty and unreadable ones.
 */
final class KnownLog {

    private static final long TICK = 15 * TimeSpan.MINUTE;
    private static final int HELD_BACK = 15;

    /** A record; the value is null for an undecodable record. */
    private record Entry(Topics topic, Integer partition, String user, SpecificRecord value, long time) {}

    /** A delayed event that later events overtake. */
    private record Overtaken(UserEvent event, int entriesBefore) {}

    private final int partitions;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, List<HistoryEvent>> histories = new HashMap<>();
    private final Map<String, ScoreRequest> requests = new LinkedHashMap<>();
    /** For each request, the number of events of its customer's history that precede it in the log. */
    private final Map<String, Integer> seen = new HashMap<>();

    private int events;

    private KnownLog(int partitions) {
        this.partitions = partitions;
    }

    /** A log that is long enough for this number of rounds. */
    static KnownLog of(long seed, int rounds, int partitions) {
        KnownLog log = new KnownLog(partitions);
        log.add(LogGenerator.seeded(seed)
                .withDays(Instant.parse("2016-08-01T00:00:00Z"), Math.max(4, rounds / 5))
                .events());
        return log;
    }

    private void add(List<UserEvent> shop) {
        Map<String, Set<String>> pages = new HashMap<>();
        shop.stream()
                .filter(event -> event.getActionType() == ActionType.VIEW)
                .forEach(view -> pages.computeIfAbsent(view.getRequestId(), id -> new LinkedHashSet<>())
                        .add(view.getProductId()));
        List<Overtaken> overtaken = new ArrayList<>();
        long tick = shop.get(0).getTimestamp();
        for (int i = 0; i < shop.size(); i++) {
            UserEvent event = shop.get(i);
            for (; tick <= event.getTimestamp(); tick += TICK) {
                tick(tick);
            }
            if (event.getActionType() == ActionType.VIEW && !requests.containsKey(event.getRequestId())) {
                request(event, List.copyOf(pages.get(event.getRequestId())));
            }
            if (i % 71 == 0 && event.getActionType() != ActionType.VIEW) {
                overtaken.add(new Overtaken(event, entries.size()));
            } else {
                accepted(event);
            }
            if (!overtaken.isEmpty() && overtaken.get(0).entriesBefore() + HELD_BACK < entries.size()) {
                accepted(overtaken.remove(0).event());
            }
            if (i > 50) {
                rejected(i, event);
            }
        }
        overtaken.forEach(late -> accepted(late.event()));
        tick(tick + TimeSpan.HOUR);
    }

    private void accepted(UserEvent event) {
        add(event);
        if (event.getActionType() != ActionType.VIEW) {
            List<HistoryEvent> history = histories.computeIfAbsent(event.getUserId(), user -> new ArrayList<>());
            history.add(new HistoryEvent(
                    event.getProductId(),
                    Action.valueOf(event.getActionType().name()),
                    event.getSourceType(),
                    event.getTimestamp(),
                    history.size(),
                    RequestMarks.hash(event.getRequestId())));
        }
    }

    private void rejected(int i, UserEvent event) {
        String user = event.getUserId();
        long time = event.getTimestamp();
        if (i % 83 == 0 && event.getActionType() != ActionType.VIEW) {
            add(event); // a duplicate: its event_id is known
        }
        if (i % 79 == 0) {
            add(new UserEvent(user, "product-1", ActionType.CLICK, null, time + 3 * TimeSpan.HOUR, null, null));
        }
        if (i % 61 == 0) {
            add(new UserEvent(
                    user, "product-1", ActionType.VIEW, null, time - 3 * TimeSpan.HOUR, "long-ago-" + i, null));
        }
        if (i % 89 == 0) {
            add(new UserEvent(user, "", ActionType.CLICK, null, time, null, null));
        }
        if (i % 97 == 0) {
            events++;
            entries.add(new Entry(Topics.USER_EVENTS, null, user, null, time));
        }
        if (i % 101 == 0) {
            request(new ScoreRequest("empty-" + i, user, null, time, List.of(), null));
        }
    }

    private void add(UserEvent event) {
        events++;
        entries.add(new Entry(Topics.USER_EVENTS, null, event.getUserId(), event, event.getTimestamp()));
    }

    private void request(UserEvent first, List<String> candidates) {
        request(new ScoreRequest(
                first.getRequestId(),
                first.getUserId(),
                first.getSourceType(),
                first.getTimestamp(),
                candidates,
                null));
    }

    private void request(ScoreRequest request) {
        requests.put(request.getRequestId(), request);
        seen.put(request.getRequestId(), history(request.getUserId()).size());
        entries.add(new Entry(Topics.SCORE_REQUESTS, null, request.getUserId(), request, request.getTimestamp()));
    }

    private void tick(long time) {
        for (int partition = 0; partition < partitions; partition++) {
            entries.add(new Entry(Topics.USER_EVENTS, partition, null, new Tick(time), time));
        }
    }

    /** Number of events of all kinds, including rejected ones, without ticks. */
    int events() {
        return events;
    }

    /** All requests by their ids. */
    Map<String, ScoreRequest> requests() {
        return requests;
    }

    /** A customer's expected history, in order of arrival. */
    List<HistoryEvent> history(String user) {
        return histories.getOrDefault(user, List.of());
    }

    /**
     * The smallest history sequence that an answer may have: an answer follows when the log has passed the request's
     * time.
     */
    int leastSequence(String requestId) {
        return seen.get(requestId);
    }

    /** The stream cut into equal slices. */
    List<List<ProducerRecord<byte[], byte[]>>> slices(AvroSerde serde, int count) {
        List<List<ProducerRecord<byte[], byte[]>>> slices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int from = Math.multiplyExact(entries.size(), i) / count;
            int to = Math.multiplyExact(entries.size(), i + 1) / count;
            slices.add(entries.subList(from, to).stream()
                    .map(entry -> record(entry, serde))
                    .toList());
        }
        return slices;
    }

    private static ProducerRecord<byte[], byte[]> record(Entry entry, AvroSerde serde) {
        String topic = entry.topic().topic();
        byte[] key = entry.user() == null ? null : entry.user().getBytes(UTF_8);
        byte[] value = entry.value() == null
                ? new byte[] {1, 2, 3}
                : serde.serializer().serialize(topic, entry.value());
        return new ProducerRecord<>(topic, entry.partition(), entry.time(), key, value);
    }
}
