package dev.freshet.cli.report;

import dev.freshet.cli.console.CommandFailure;
import dev.freshet.model.file.AtomicFile;
import dev.freshet.trainer.offline.EpochResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.Styler.YAxisPosition;

/** A chart of a training run: losses by epoch and, on the right axis, NDCG@10. Needs no display. */
public final class TrainingCurve {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 540;
    private static final int RIGHT = 1;

    static {
        System.setProperty("java.awt.headless", "true");
    }

    private final XYChart chart;

    private TrainingCurve(XYChart chart) {
        this.chart = chart;
    }

    /**
     * Draws the curve of a training run.
     *
     * @param epochs at least one
     */
    public static TrainingCurve of(String title, List<EpochResult> epochs) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("epoch")
                .yAxisTitle("loss")
                .build();
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
        return new TrainingCurve(chart);
    }

    private static void add(XYChart chart, String name, List<Integer> epochs, List<Double> values, int axis) {
        chart.addSeries(name, epochs, values).setYAxisGroup(axis);
    }

    /**
     * Checks before a long run that its curve can be written.
     *
     * @throws CommandFailure when it cannot be written
     */
    public static void requireWritable(Path file) {
        String name = Objects.toString(file.getFileName());
        if (!name.endsWith(".png") && !name.endsWith(".svg")) {
            throw new CommandFailure(
                    "the curve cannot be written to " + file + ": choose a file that ends with .png or .svg");
        }
        Report.requireWritable(file);
    }

    /** Replaces the file atomically. Writes SVG for a name that ends in .svg, else PNG. */
    public void write(Path file) {
        ByteArrayOutputStream drawn = new ByteArrayOutputStream(); // the encoders close their output stream
        try {
            if (file.toString().endsWith(".svg")) {
                VectorGraphicsEncoder.saveVectorGraphic(chart, drawn, VectorGraphicsFormat.SVG);
            } else {
                BitmapEncoder.saveBitmap(chart, drawn, BitmapFormat.PNG);
            }
        } catch (IOException e) {
            throw new CommandFailure("the curve cannot be drawn for " + file + ": " + e.getMessage(), e);
        }
        AtomicFile.write(file, drawn::writeTo);
    }
}
