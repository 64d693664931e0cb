package dev.freshet.launcher;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** The line that shows how a run is getting on. */
final class SummaryLine {

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private SummaryLine() {}

    /**
     * Formats the line.
     *
     * @param percent of the log that is sent
     * @param time event time reached by the replay, epoch milliseconds
     * @param eventsPerSecond sent since the start
     */
    static String of(
            int percent,
            long time,
            double eventsPerSecond,
            dev.freshet.streams.Progress streams,
            dev.freshet.trainer.Progress trainer) {
        Results results = new Results(streams, trainer);
        return String.format(
                Locale.ROOT,
                "%3d%%  %s  %,.0f events/s  accepted %,d  groups %,d  step %,d  model %s%s",
                percent,
                time == 0 ? "-" : MINUTES.format(Instant.ofEpochMilli(time)),
                eventsPerSecond,
                streams.counter(dev.freshet.streams.Counter.ACCEPTED),
                results.groups().valid(),
                trainer.steps(),
                trainer.version() < 0 ? "-" : "v" + trainer.version(),
                ndcg(trainer.means()));
    }

    private static String ndcg(Map<String, Double> means) {
        Double model = means.get("ndcg10.all.model");
        Double random = means.get("ndcg10.all.random");
        return model == null ? "" : String.format(Locale.ROOT, "  ndcg@10 %.3f (random %.3f)", model, random);
    }
}
