package dev.freshet.cli.report;

import dev.freshet.cli.console.CommandFailure;
import dev.freshet.model.file.AtomicFile;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** Line charts of one size, and their files: SVG or PNG by the file's name. Needs no display. */
public final class LineChart {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 540;

    static {
        System.setProperty("java.awt.headless", "true");
    }

    private LineChart() {}

    /** A chart without lines. */
    static XYChart empty(String title, String xAxis, String yAxis) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(xAxis)
                .yAxisTitle(yAxis)
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        return chart;
    }

    /**
     * Checks before a long run that a chart can be written.
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

    /**
     * Replaces the file atomically. Writes SVG for a name that ends in .svg, else PNG.
     *
     * @throws CommandFailure when the chart cannot be drawn
     * @throws dev.freshet.model.file.RefusedException when the file cannot be written
     */
    static void write(Path file, Supplier<XYChart> chart) {
        ByteArrayOutputStream drawn = new ByteArrayOutputStream(); // the encoders close their output stream
        try {
            if (file.toString().endsWith(".svg")) {
                VectorGraphicsEncoder.saveVectorGraphic(chart.get(), drawn, VectorGraphicsFormat.SVG);
            } else {
                BitmapEncoder.saveBitmap(chart.get(), drawn, BitmapFormat.PNG);
            }
        } catch (IOException | RuntimeException | Error e) { // without fonts, AWT throws an Error
            throw new CommandFailure("the curve cannot be drawn for " + file + ": " + e, e);
        }
        AtomicFile.write(file, drawn::writeTo);
    }
}
