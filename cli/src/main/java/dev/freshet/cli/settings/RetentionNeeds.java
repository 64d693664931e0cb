package dev.freshet.cli.settings;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.topic.RetentionNeed;
import dev.freshet.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far back each app may have to read its topics: what a bound by time must cover. An app resumes at its offsets, and
 * Kafka Streams restores state from changelogs, so it is little more than the longest outage. Nobody reads {@code
 * scores}, {@code training-metrics}, {@code rejected-events}, {@code dead-letters} and {@code quarantined-batches}
 * again.
 */
public final class RetentionNeeds {

    private RetentionNeeds() {}

    /** Of the streams app: what came in an outage, and the events of groups that were open when it began. */
    public static List<RetentionNeed> ofStreams(AppSettings settings) {
        return List.of(
                sum(Topics.USER_EVENTS, settings, AppConfig.OUTAGE, "groups.window"),
                sum(Topics.SCORE_REQUESTS, settings, AppConfig.OUTAGE, "requests.model.wait"));
    }

    /**
     * Of the trainer: what came since the last version before an outage. Examples are dated when they are written, so
     * neither groups nor delays make them older.
     */
    public static List<RetentionNeed> ofTrainer(AppSettings settings) {
        return List.of(sum(Topics.TRAINING_EXAMPLES, settings, AppConfig.OUTAGE, "publish.interval", "batch.span"));
    }

    /** Of all apps, for the commands that create and check topics. */
    public static List<RetentionNeed> ofApps(AppSettings settings) {
        List<RetentionNeed> needs = new ArrayList<>(ofStreams(settings));
        needs.addAll(ofTrainer(settings));
        return needs;
    }

    /**
     * Of a replay: its records are as old as the log, and so are the examples made from them.
     *
     * @param firstTime of the log, epoch milliseconds
     * @param now epoch milliseconds
     * @param requests whether the replay sends score requests
     */
    public static List<RetentionNeed> ofReplay(long firstTime, long now, boolean requests) {
        long days = Math.floorDiv(Math.max(0, now - firstTime), TimeSpan.DAY) + 1;
        Stream<Topics> topics = requests
                ? Stream.of(Topics.USER_EVENTS, Topics.SCORE_REQUESTS, Topics.TRAINING_EXAMPLES)
                : Stream.of(Topics.USER_EVENTS, Topics.TRAINING_EXAMPLES);
        return topics.map(
                        topic -> new RetentionNeed(
                                topic,
                                days * TimeSpan.DAY,
                                "the age of the log's first row, whose time its record bears; else the broker deletes it at once"))
                .toList();
    }

    private static RetentionNeed sum(Topics topic, AppSettings settings, String... spans) {
        long ms = Arrays.stream(spans)
                .mapToLong(name -> settings.duration(name).toMillis())
                .sum();
        String words = Arrays.stream(spans)
                .map(name -> name + " " + settings.text(name))
                .collect(Collectors.joining(" + "));
        return new RetentionNeed(topic, ms, words);
    }
}
