package dev.freshet.cli.console;

import dev.freshet.cli.report.ReportBuilder;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.replay.LogScan;
import dev.freshet.streams.StreamsProgress;
import dev.freshet.streams.store.TaskCounter;
import dev.freshet.trainer.TrainerProgress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The live line of a run. */
public final class SummaryLine {

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private SummaryLine() {}

    /**
     * Formats the line.
     *
     * @param percent share of the log that is sent
     * @param log the whole log
     * @param time event time that the replay has reached, epoch milliseconds
     * @param eventsPerSecond rate of sending since the start
     */
    public static String of(
            int percent,
            LogScan log,
            long time,
            double eventsPerSecond,
            StreamsProgress streams,
            TrainerProgress trainer) {
        ReportBuilder results = new ReportBuilder(streams, trainer);
        return String.format(
                Locale.ROOT,
                "%3d%%  %s (day %d of %d)  %,.0f events/s  accepted %,d  groups %,d  step %,d  model %s%s",
                percent,
                time == 0 ? "-" : MINUTES.format(Instant.ofEpochMilli(time)),
                day(log, time),
                day(log, log.lastTime()),
                eventsPerSecond,
                streams.counter(TaskCounter.ACCEPTED),
                results.groups().valid(),
                trainer.steps(),
                trainer.version() < 0 ? "-" : "v" + trainer.version(),
                ndcg(trainer.means()));
    }

    private static String ndcg(Map<String, Double> means) {
        StringBuilder text = new StringBuilder();
        for (String ranking : List.of("model", "popularity", "repeat", "oracle")) {
            Double mean = means.get("ndcg10.all." + ranking);
            if (mean != null) {
                text.append(String.format(Locale.ROOT, " %s %.3f", ranking, mean));
            }
        }
        return text.length() == 0 ? "" : "  ndcg@10" + text;
    }

    private static long day(LogScan log, long time) {
        return Math.max(0, time - log.firstTime()) / TimeSpan.DAY + 1;
    }
}
