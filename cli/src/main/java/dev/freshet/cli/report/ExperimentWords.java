package dev.freshet.cli.report;

import dev.freshet.trainer.experiment.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results of an experiment in words. */
final class ExperimentWords {

    private ExperimentWords() {}

    static List<String> of(ExperimentReport report) {
        List<String> words = new ArrayList<>();
        words.add("In words, of this log:");
        for (ExperimentReport.Row row : report.of(Question.RANKINGS)) {
            if (row.variant().equals("repeat then popularity")) {
                words.add("- The model, beside repeat then popularity, which needs no training: "
                        + verdict(negated(row), "it gains", "it loses"));
            }
            if (row.variant().startsWith("notebook recipe")) {
                words.add("- The model, beside a network that is trained once and then neither learns nor sees new"
                        + " events: " + verdict(negated(row), "it gains", "it loses"));
            }
        }
        sentences(words, report, Question.HISTORY, "A customer's history that is ");
        sentences(words, report, Question.STATISTICS, "Product statistics that are ");
        for (ExperimentReport.Row row : others(report, Question.WEIGHTS)) {
            words.add("- Weights " + row.variant() + ": " + verdict(row, "they gain", "they cost"));
        }
        for (ExperimentReport.Row row : others(report, Question.PARTS)) {
            words.add("- With the " + row.variant() + ": " + verdict(row, "that gains", "that costs"));
        }
        for (ExperimentReport.Row row : others(report, Question.FEATURES)) {
            words.add("- Live features " + row.variant() + ": " + verdict(row, "that gains", "that costs"));
        }
        return words;
    }

    private static void sentences(List<String> words, ExperimentReport report, Question question, String begin) {
        for (ExperimentReport.Row row : others(report, question)) {
            words.add("- " + begin + row.variant() + ": " + verdict(row, "that gains", "that costs"));
        }
    }

    private static List<ExperimentReport.Row> others(ExperimentReport report, Question question) {
        return report.of(question).stream()
                .filter(row -> !row.variant().equals(question.reference()))
                .toList();
    }

    private static ExperimentReport.Row negated(ExperimentReport.Row row) {
        return new ExperimentReport.Row(
                row.question(),
                row.variant(),
                row.ndcg10(),
                row.low(),
                row.high(),
                -row.difference(),
                -row.differenceHigh(),
                -row.differenceLow());
    }

    private static String verdict(ExperimentReport.Row row, String gain, String cost) {
        if (row.differenceLow() > 0) {
            return text("%s %.3f (%.3f to %.3f)", gain, row.difference(), row.differenceLow(), row.differenceHigh());
        }
        if (row.differenceHigh() < 0) {
            return text("%s %.3f (%.3f to %.3f)", cost, -row.difference(), -row.differenceHigh(), -row.differenceLow());
        }
        return text("no difference that this log can show (%+.3f to %+.3f)", row.differenceLow(), row.differenceHigh());
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
