package dev.freshet.cli.report;

import dev.freshet.trainer.experiment.Question;
import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What late input costs, by how late it is. The delays stand at equal distances, as in the tables. */
final class DelayChart {

    private final ExperimentReport report;

    /** Names of the delays, such as "10 min late", shortest first. */
    private final List<String> delays;

    private DelayChart(ExperimentReport report) {
        this.report = report;
        delays = late(Question.HISTORY).stream()
                .map(ExperimentReport.Row::variant)
                .toList();
    }

    static XYChart of(ExperimentReport report) {
        return new DelayChart(report).chart();
    }

    private XYChart chart() {
        XYChart chart =
                LineChart.empty("What late input costs", "", "NDCG@10 minus that of live input; dashed: 95% interval");
        XYStyler styler = chart.getStyler();
        styler.setLegendPosition(LegendPosition.InsideSW);
        styler.setYAxisDecimalPattern("0.000");
        styler.setLocale(Locale.ROOT);
        styler.setXAxisMin(0.0);
        styler.setXAxisMax(delays.size() - 1.0);
        styler.setxAxisTickLabelsFormattingFunction(this::label);
        add(chart, Question.HISTORY, "customer's history", new Color(0x1f3b73));
        add(chart, Question.STATISTICS, "product statistics", new Color(0xe69f00));
        return chart;
    }

    /** Adds the costs as a line, and the bounds of their intervals as dashed ones of the same colour. */
    private void add(XYChart chart, Question question, String name, Color colour) {
        List<ExperimentReport.Row> rows = late(question);
        if (rows.isEmpty()) {
            return;
        }
        XYSeries means = line(chart, name, rows, ExperimentReport.Row::difference, colour);
        means.setMarker(SeriesMarkers.CIRCLE);
        means.setMarkerColor(colour);
        for (XYSeries bound : List.of(
                line(chart, name + ", low", rows, ExperimentReport.Row::differenceLow, colour),
                line(chart, name + ", high", rows, ExperimentReport.Row::differenceHigh, colour))) {
            bound.setLineStyle(SeriesLines.DASH_DASH);
            bound.setMarker(SeriesMarkers.NONE);
            bound.setShowInLegend(false);
        }
    }

    private XYSeries line(
            XYChart chart,
            String name,
            List<ExperimentReport.Row> rows,
            ToDoubleFunction<ExperimentReport.Row> value,
            Color colour) {
        List<Double> places =
                rows.stream().map(row -> (double) delays.indexOf(row.variant())).toList();
        List<Double> values = rows.stream().map(value::applyAsDouble).toList();
        XYSeries series = chart.addSeries(name, places, values);
        series.setLineColor(colour);
        return series;
    }

    private List<ExperimentReport.Row> late(Question question) {
        return report.of(question).stream()
                .filter(row -> !row.variant().equals(question.reference()))
                .toList();
    }

    private String label(double place) {
        int index = (int) Math.round(place);
        boolean isDelay = index >= 0 && index < delays.size() && Math.abs(place - index) < 0.01;
        return isDelay ? delays.get(index) : "";
    }
}
