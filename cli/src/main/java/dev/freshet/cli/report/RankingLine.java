package dev.freshet.cli.report;

import java.awt.Color;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;

/** How each ranking is drawn, in the order of the legend. The model stands out; random, the floor, is faint. */
enum RankingLine {
    MODEL(0x1f3b73, 4f),
    NETWORK(0x56b4e9, 1.8f),
    TERM(0xd55e00, 1.8f),
    FROZEN(0xcc79a7, 1.8f),
    COUNTS_LOGIT(0x009e73, 1.8f),
    REPEAT_THEN_POPULARITY(0xe69f00, 1.8f),
    REPEAT(0x8c564b, 1.8f),
    POPULARITY(0x7b7f1c, 1.8f),
    RECENCY(0x9467bd, 1.8f),
    /** Any ranking without a line of its own. */
    OTHER(0x17becf, 1.8f),
    ORACLE(0x000000, 1.8f),
    RANDOM(0xc8c8c8, 1f);

    /** The order of the legend. */
    static final Comparator<String> ORDER =
            Comparator.comparing(RankingLine::of).thenComparing(Comparator.naturalOrder());

    private final int rgb;
    private final float width;

    RankingLine(int rgb, float width) {
        this.rgb = rgb;
        this.width = width;
    }

    /**
     * The line of a ranking.
     *
     * @param ranking its label in the records
     */
    static RankingLine of(String ranking) {
        return Arrays.stream(values())
                .filter(line -> line.name().toLowerCase(Locale.ROOT).equals(ranking))
                .findFirst()
                .orElse(OTHER);
    }

    void style(XYSeries series) {
        series.setLineWidth(width); // before the style: XChart puts the width into the stroke there
        series.setLineStyle(SeriesLines.SOLID); // XChart dashes the thirteenth
        series.setLineColor(new Color(rgb));
        series.setMarkerColor(new Color(rgb));
    }
}
