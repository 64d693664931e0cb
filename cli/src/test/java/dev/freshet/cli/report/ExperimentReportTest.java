package dev.freshet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExperimentReportTest {

    private static ExperimentReport.Row row(
            String question, String variant, double difference, double low, double high) {
        return new ExperimentReport.Row(question, variant, 0.5, 0.4, 0.6, difference, low, high);
    }

    private static ExperimentReport report(int customers, ExperimentReport.Row... rows) {
        return new ExperimentReport(
                "2016-08-05T00:00:00Z", "2016-08-14T00:00:00Z", 300, customers, List.of(rows), List.of());
    }

    @Test
    void shouldSayInWordsWhatTheIntervalsShow() {
        List<String> lines = report(
                        100,
                        row("Rankings", "model", 0, 0, 0),
                        row("Rankings", "repeat then popularity", -0.02, -0.03, -0.01),
                        row("The customer's history", "live", 0, 0, 0),
                        row("The customer's history", "10 min late", -0.035, -0.042, -0.027),
                        row("The customer's history", "10 s late", -0.001, -0.002, 0.001),
                        row("The weights", "frozen", 0.005, 0.001, 0.009))
                .lines();
        assertThat(lines)
                .contains(
                        "- The model, beside repeat then popularity, which needs no training: it gains 0.020 (0.010 to 0.030)",
                        "- A customer's history that is 10 min late: that costs 0.035 (0.027 to 0.042)",
                        "- A customer's history that is 10 s late: no difference that this log can show (-0.002 to +0.001)",
                        "- Weights frozen: they gain 0.005 (0.001 to 0.009)");
        assertThat(lines).anyMatch(line -> line.startsWith("The product statistics: not measured"));
    }

    @Test
    void shouldMakeNoWordsOfFewCustomers() {
        List<String> lines = report(
                        1,
                        row("The customer's history", "live", 0, 0, 0),
                        row("The customer's history", "1 h late", -0.1, -0.1, -0.1))
                .lines();
        assertThat(lines)
                .contains("1 customer: too few for intervals to mean much, so there are no words about them.")
                .noneMatch(line -> line.startsWith("- "));
    }

    @Test
    void shouldNameMissingVariants() {
        ExperimentReport missing = new ExperimentReport(
                "2016-08-05T00:00:00Z",
                "2016-08-14T00:00:00Z",
                300,
                100,
                List.of(row("Rankings", "model", 0, 0, 0)),
                List.of("Network and live features, network alone: not measured, since it diverged"));
        assertThat(missing.lines())
                .contains("Network and live features, network alone: not measured, since it diverged");
    }
}
