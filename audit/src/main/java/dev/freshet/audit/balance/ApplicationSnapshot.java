package dev.freshet.audit.balance;

import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.log.ReadProgress;
import dev.freshet.schemas.log.TopicOffsets;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.store.Changelogs;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The state of an application, taken part by part in the order of the fields. Each part covers everything that was
 * committed when the part before it was taken. So even while the application runs, the topics up to {@code ends} hold
 * at least what it counted {@code before} and at most what it counted {@code after}, and every request that it has read
 * is answered there or waits.
 *
 * @param before what the tasks have counted
 * @param processed by input topic and partition, the next offset that the application reads
 * @param waitingEvents by task, the number of events that wait
 * @param waiting by task, the requests that wait
 * @param ends by topic and partition, the first offset that is not examined
 * @param beginnings by topic and partition, the first offset that is still there
 * @param after what the tasks have counted at the end
 */
record ApplicationSnapshot(
        Map<Integer, TaskFigures> before,
        Map<Topics, Map<Integer, Long>> processed,
        Map<Integer, Long> waitingEvents,
        Map<Integer, List<ScoreRequest>> waiting,
        Map<Topics, Map<Integer, Long>> ends,
        Map<Topics, Map<Integer, Long>> beginnings,
        Map<Integer, TaskFigures> after) {

    private static final List<Topics> INPUTS = List.of(Topics.USER_EVENTS, Topics.SCORE_REQUESTS);
    private static final List<Topics> READ =
            Arrays.stream(Figure.values()).map(Figure::of).distinct().toList();

    static ApplicationSnapshot take(
            TopicOffsets offsets,
            String applicationId,
            ChangelogRows balance,
            ChangelogRows waitingEvents,
            ChangelogRows waiting,
            ReadProgress progress) {
        Map<Integer, TaskFigures> before = figures(balance);
        Map<Topics, Map<Integer, Long>> processed = new EnumMap<>(Topics.class);
        INPUTS.forEach(topic -> processed.put(topic, offsets.processed(applicationId, topic.topic())));
        Map<Integer, Long> events = new HashMap<>();
        waitingEvents
                .now()
                .forEach((task, rows) -> events.put(
                        task, rows.values().stream().filter(Changelogs::isEvent).count()));
        Map<Integer, List<ScoreRequest>> requests = new HashMap<>();
        waiting.now()
                .forEach((task, rows) -> requests.put(
                        task,
                        rows.values().stream().map(Changelogs::waitingRequest).toList()));
        Map<Topics, Map<Integer, Long>> beginnings = new EnumMap<>(Topics.class);
        READ.forEach(topic -> beginnings.put(topic, offsets.beginnings(topic.topic())));
        Map<Topics, Map<Integer, Long>> ends = new EnumMap<>(Topics.class);
        READ.stream()
                .filter(topic -> !INPUTS.contains(topic))
                .forEach(topic -> ends.put(topic, offsets.settledEnds(topic.topic(), progress)));
        // The application reads committed inputs before it writes outputs, so no answer lacks its request.
        INPUTS.forEach(topic -> ends.put(topic, offsets.committedEnds(topic.topic())));
        return new ApplicationSnapshot(before, processed, events, requests, ends, beginnings, figures(balance));
    }

    private static Map<Integer, TaskFigures> figures(ChangelogRows balance) {
        Map<Integer, TaskFigures> figures = new HashMap<>();
        balance.now().forEach((task, rows) -> figures.put(task, TaskFigures.of(rows)));
        return figures;
    }

    /** Whether the application read nothing but ticks between the two counts; then every other figure is exact. */
    boolean isAtRest() {
        return withoutTicks(before).equals(withoutTicks(after));
    }

    /** What the application did while the snapshot was taken, in words. */
    String words() {
        if (!isAtRest()) {
            return "at work: figures are compared with what it did meanwhile; they are exact once it is stopped";
        }
        return before.equals(after) ? "at rest" : "at rest but for ticks";
    }

    private static Map<Integer, TaskFigures> withoutTicks(Map<Integer, TaskFigures> figures) {
        Map<Integer, TaskFigures> rest = new HashMap<>();
        figures.forEach((task, all) -> rest.put(task, all.withoutTicks()));
        return rest;
    }

    boolean isEmpty() {
        return after.values().stream().allMatch(TaskFigures::isEmpty);
    }

    TaskFigures before(int partition) {
        return before.getOrDefault(partition, TaskFigures.NONE);
    }

    TaskFigures after(int partition) {
        return after.getOrDefault(partition, TaskFigures.NONE);
    }

    /** The next offset that the application reads; 0 before the first. */
    long processed(Topics input, int partition) {
        return processed.get(input).getOrDefault(partition, 0L);
    }

    long end(Topics topic, int partition) {
        return ends.get(topic).getOrDefault(partition, 0L);
    }

    /** Whether the partition's first records are still there; otherwise its records cannot be counted. */
    boolean isWhole(Topics topic, int partition) {
        return beginnings.get(topic).getOrDefault(partition, 0L) == 0;
    }

    long waitingEvents(int partition) {
        return waitingEvents.getOrDefault(partition, 0L);
    }

    List<ScoreRequest> waiting(int partition) {
        return waiting.getOrDefault(partition, List.of());
    }
}
