package dev.freshet.cli.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.freshet.cli.console.CommandFailure;
import dev.freshet.model.file.RefusedException;
import dev.freshet.trainer.experiment.ExperimentResults;
import dev.freshet.trainer.experiment.Question;
import dev.freshet.trainer.experiment.VariantResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The results of an experiment.
 *
 * @param from event time of the first evaluated group; null when none is
 * @param to end of the log
 * @param groups evaluated groups
 * @param customers their customers
 * @param results of each variant, by question
 * @param missing variants that were not measured, with the reason
 */
public record ExperimentReport(
        String from, String to, int groups, int customers, List<Row> results, List<String> missing) {

    /** With fewer customers, the intervals mean little and no words are made of them. */
    private static final int FEW = 30;

    /**
     * A variant.
     *
     * @param question what the variants of its table vary
     * @param ndcg10 mean over the evaluated groups
     * @param low of the mean's 95% interval
     * @param high of the mean's 95% interval
     * @param difference mean less that of the question's reference
     * @param differenceLow of the difference's 95% interval
     * @param differenceHigh of the difference's 95% interval
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Row(
            String question,
            String variant,
            double ndcg10,
            double low,
            double high,
            double difference,
            double differenceLow,
            double differenceHigh) {

        private static Row of(VariantResult result) {
            return new Row(
                    result.variant().question().title(),
                    result.variant().name(),
                    result.ndcg10().mean(),
                    result.ndcg10().low(),
                    result.ndcg10().high(),
                    result.difference().mean(),
                    result.difference().low(),
                    result.difference().high());
        }
    }

    /**
     * Makes the report.
     *
     * @param to end of the log, epoch milliseconds
     */
    public static ExperimentReport of(ExperimentResults results, long to) {
        return new ExperimentReport(
                results.groups() == 0
                        ? null
                        : Instant.ofEpochMilli(results.firstTime()).toString(),
                Instant.ofEpochMilli(to).toString(),
                results.groups(),
                results.customers(),
                results.list().stream().map(Row::of).toList(),
                results.notices());
    }

    /** Tables and words. */
    @JsonIgnore
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        if (results.isEmpty()) {
            lines.add(
                    "No group of products could be evaluated. A group is what a customer saw in one request: it needs a"
                            + " request_id, ten products (groups.min.items), of which one went into the cart and one did not, and a"
                            + " time after the warm-up. Check the columns of the log, or use a longer log or a smaller --warm-up.");
            lines.addAll(missing);
            return lines;
        }
        lines.add(text(
                "%,d groups of %,d customers, evaluated from %s to %s; 95%% intervals", groups, customers, from, to));
        for (Question question : Question.values()) {
            List<Row> rows = of(question);
            if (rows.isEmpty()) {
                lines.add("");
                lines.add(question.title() + ": not measured, because no version was published before these groups");
            } else {
                lines.add("");
                lines.add(
                        text("%-38s NDCG@10                     minus \"%s\"", question.title(), question.reference()));
                rows.forEach(row -> lines.add(line(row, question)));
            }
        }
        lines.add("");
        lines.addAll(missing);
        if (customers < FEW) {
            lines.add(text(
                    "%,d customer%s: too few for intervals to mean much, so there are no words about them.",
                    customers, customers == 1 ? "" : "s"));
        } else {
            lines.addAll(ExperimentWords.of(this));
        }
        return lines;
    }

    List<Row> of(Question question) {
        return results.stream()
                .filter(row -> row.question().equals(question.title()))
                .toList();
    }

    private static String line(Row row, Question question) {
        String mean = text("  %-36s %.4f  %.3f to %.3f", row.variant(), row.ndcg10(), row.low(), row.high());
        return row.variant().equals(question.reference())
                ? mean
                : mean + text("   %+.4f  %+.4f to %+.4f", row.difference(), row.differenceLow(), row.differenceHigh());
    }

    /** Draws the costs of delays as SVG and PNG in a directory; returns a line about each. */
    public List<String> draw(Path directory) {
        if (results.isEmpty()) {
            return List.of();
        }
        return Stream.of("experiment.svg", "experiment.png")
                .map(directory::resolve)
                .map(this::drawFile)
                .toList();
    }

    private String drawFile(Path file) {
        try {
            LineChart.write(file, () -> DelayChart.of(this));
            return "plot      " + file;
        } catch (CommandFailure | RefusedException e) {
            return "plot      none: " + CommandFailure.explain(e);
        }
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
