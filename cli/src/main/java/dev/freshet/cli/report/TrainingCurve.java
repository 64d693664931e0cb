package dev.freshet.cli.report;

import dev.freshet.trainer.offline.EpochResult;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.Styler.YAxisPosition;

/** A chart of a training run: losses by epoch and, on the right axis, NDCG@10. */
public final class TrainingCurve {

    private static final int RIGHT = 1;

    private final String title;
    private final List<EpochResult> epochs;

    private TrainingCurve(String title, List<EpochResult> epochs) {
        this.title = title;
        this.epochs = List.copyOf(epochs);
    }

    /**
     * The curve of a training run.
     *
     * @param epochs at least one
     */
    public static TrainingCurve of(String title, List<EpochResult> epochs) {
        return new TrainingCurve(title, epochs);
    }

    /** Replaces the file atomically. Writes SVG for a name that ends in .svg, else PNG. */
    public void write(Path file) {
        LineChart.write(file, this::chart);
    }

    private XYChart chart() {
        XYChart chart = LineChart.empty(title, "epoch", "loss");
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setXAxisDecimalPattern("0");
        List<Integer> numbers = epochs.stream().map(EpochResult::epoch).toList();
        add(
                chart,
                "loss, training part",
                numbers,
                epochs.stream().map(EpochResult::trainLoss).toList(),
                0);
        add(
                chart,
                "loss, stop part",
                numbers,
                epochs.stream().map(EpochResult::stopLoss).toList(),
                0);
        List<EpochResult> ranked =
                epochs.stream().filter(e -> e.stopNdcg10() != null).toList();
        if (!ranked.isEmpty()) {
            add(
                    chart,
                    "NDCG@10, stop part",
                    ranked.stream().map(EpochResult::epoch).toList(),
                    ranked.stream().map(EpochResult::stopNdcg10).toList(),
                    RIGHT);
            chart.setYAxisGroupTitle(RIGHT, "NDCG@10");
            chart.getStyler().setYAxisGroupPosition(RIGHT, YAxisPosition.Right);
        }
        return chart;
    }

    private static void add(XYChart chart, String name, List<Integer> epochs, List<Double> values, int axis) {
        chart.addSeries(name, epochs, values).setYAxisGroup(axis);
    }
}
