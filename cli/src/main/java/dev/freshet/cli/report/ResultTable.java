package dev.freshet.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Formats a report as a readable table. */
public final class ResultTable {

    private ResultTable() {}

    public static List<String> of(Report report) {
        List<String> lines = new ArrayList<>();
        Report.Events events = report.events();
        lines.add("");
        lines.add(text(
                        "events    %,d in = %,d accepted + %,d rejected + %,d late + %,d duplicate + %,d dead-lettered",
                        events.in(),
                        events.accepted(),
                        events.rejected().values().stream()
                                .mapToLong(Long::longValue)
                                .sum(),
                        events.late(),
                        events.duplicate(),
                        events.deadLettered())
                + (events.waiting() == 0 ? "" : text(" + %,d waiting", events.waiting())));
        events.rejected().forEach((reason, count) -> lines.add(text("            %,d %s", count, reason)));
        Report.Groups groups = report.groups();
        lines.add(text(
                "groups    %,d valid (%,d held out), %,d too small, %,d of one class, %,d open",
                groups.valid(), groups.holdout(), groups.tooSmall(), groups.oneClass(), groups.open()));
        lines.add(text(
                "examples  %,d groups, %,d targets; %,d parts trained on, %,d model versions",
                report.examples().groups(),
                report.examples().targets(),
                report.examples().trained(),
                report.modelVersions()));
        lines.add(text(
                "scores    %,d requests, %,d answered, %,d of them cold; p50 %s ms, p99 %s ms",
                report.scores().requests(),
                report.scores().answered(),
                report.scores().cold(),
                report.scoreMs() == null ? "-" : text("%.2f", report.scoreMs().p50()),
                report.scoreMs() == null ? "-" : text("%.2f", report.scoreMs().p99())));
        if (report.scores().scoringFailed() > 0) {
            lines.add(text(
                    "            %,d by popularity: scoring failed, see the log",
                    report.scores().scoringFailed()));
        }
        lines.add(text(
                "speed     %s events/s",
                report.eventsPerSecond() == null ? "-" : text("%,.0f", report.eventsPerSecond())));
        lines.add("");
        lines.add("NDCG@10                     all      cold      warm  last 1/4  model minus it");
        lines.add(row("model", report, Report.Ndcg10::model));
        addMeasured(lines, "  its term alone", "term", report, Report.Ndcg10::term);
        addMeasured(lines, "  its network alone", "network", report, Report.Ndcg10::network);
        addMeasured(lines, "  frozen version", "frozen", report, Report.Ndcg10::frozen);
        lines.add(row("popularity", report, Report.Ndcg10::popularity));
        lines.add(row("recency", report, Report.Ndcg10::recency));
        lines.add(row("repeat", report, Report.Ndcg10::repeat));
        lines.add(row("repeat, then popularity", report, Report.Ndcg10::repeatThenPopularity));
        addMeasured(lines, "logit on counts", "counts_logit", report, Report.Ndcg10::countsLogit);
        lines.add(row("random", report, Report.Ndcg10::random));
        addMeasured(lines, "oracle", "oracle", report, Report.Ndcg10::oracle);
        lines.add(text(
                "%-24s%,7d%,10d%,10d%,10d",
                "groups",
                report.ndcg10().groups(),
                report.ndcg10Cold().groups(),
                report.ndcg10Warm().groups(),
                report.ndcg10Last().groups()));
        if (report.ndcg10Holdout().groups() > 0) {
            lines.add(text(
                    "%-24s%,7d  NDCG@10 of the model on them %s",
                    "  held out",
                    report.ndcg10Holdout().groups(),
                    figure(report.ndcg10Holdout().model())));
        }
        lines.add("");
        lines.add("digest of examples  " + report.digests().examples());
        lines.add("digest of weights   " + report.digests().weights());
        return lines;
    }

    /** Adds the row of a ranking that not every run evaluates. */
    private static void addMeasured(
            List<String> lines, String name, String label, Report report, Function<Report.Ndcg10, Double> ranking) {
        if (ranking.apply(report.ndcg10()) != null) {
            lines.add(row(name, label, report, ranking));
        }
    }

    private static String row(String name, Report report, Function<Report.Ndcg10, Double> ranking) {
        return row(name, name.replaceAll("[, ]+", "_"), report, ranking);
    }

    private static String row(String name, String label, Report report, Function<Report.Ndcg10, Double> ranking) {
        return text(
                        "%-24s%7s%10s%10s%10s",
                        name,
                        figure(ranking.apply(report.ndcg10())),
                        figure(ranking.apply(report.ndcg10Cold())),
                        figure(ranking.apply(report.ndcg10Warm())),
                        figure(ranking.apply(report.ndcg10Last())))
                + interval(report.intervals().get("model_minus_" + label));
    }

    private static String interval(List<Double> interval) {
        return interval == null ? "" : text("  %+.4f to %+.4f", interval.get(0), interval.get(1));
    }

    private static String figure(Double mean) {
        return mean == null ? "-" : text("%.4f", mean);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
