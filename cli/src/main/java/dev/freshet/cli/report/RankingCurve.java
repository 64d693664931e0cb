package dev.freshet.cli.report;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A chart of NDCG@10 by event time, a line for each ranking. The same points give the same SVG, byte for byte. */
public final class RankingCurve {

    private static final double HALF_A_DAY = 43_200_000;

    private final List<RankingPoint> points;

    RankingCurve(List<RankingPoint> points) {
        this.points = List.copyOf(points);
    }

    List<RankingPoint> points() {
        return points;
    }

    /** Whether there is nothing to draw. */
    public boolean isEmpty() {
        return points.isEmpty();
    }

    /**
     * Replaces the file atomically. Writes SVG for a name that ends in .svg, else PNG.
     *
     * @throws dev.freshet.cli.console.CommandFailure when the chart cannot be drawn
     * @throws dev.freshet.model.file.RefusedException when the file cannot be written
     */
    public void write(Path file) {
        LineChart.write(file, this::chart);
    }

    private XYChart chart() {
        XYChart chart = LineChart.empty("NDCG@10 by event time, " + days(), timeAxis(), "NDCG@10");
        XYStyler styler = chart.getStyler();
        styler.setLegendPosition(LegendPosition.OutsideE);
        styler.setYAxisDecimalPattern("0.00");
        styler.setLocale(Locale.ROOT);
        styler.setTimezone(TimeZone.getTimeZone(ZoneOffset.UTC));
        if (points.size() == 1) {
            double time = (double) points.get(0).time();
            styler.setXAxisMin(time - HALF_A_DAY);
            styler.setXAxisMax(time + HALF_A_DAY);
        }
        List<Date> times = points.stream()
                .map(point -> Date.from(Instant.ofEpochMilli(point.time())))
                .toList();
        points.get(0).ndcg10().keySet().stream().sorted(RankingLine.ORDER).forEach(ranking -> {
            XYSeries line = chart.addSeries(
                    ranking.replace('_', ' '),
                    times,
                    points.stream().map(point -> point.ndcg10().get(ranking)).toList());
            line.setMarker(points.size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
            RankingLine.of(ranking).style(line);
        });
        return chart;
    }

    private String timeAxis() {
        int least = points.stream().mapToInt(RankingPoint::groups).min().orElseThrow();
        return "event time, UTC; each point is the mean over " + (points.size() == 1 ? "" : "at least ")
                + String.format(Locale.ROOT, "%,d", least) + (least == 1 ? " group" : " groups");
    }

    private String days() {
        LocalDate first = day(points.get(0));
        LocalDate last = day(points.get(points.size() - 1));
        return first.equals(last) ? first.toString() : first + " to " + last;
    }

    private static LocalDate day(RankingPoint point) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(point.time()), ZoneOffset.UTC);
    }
}
