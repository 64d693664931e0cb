package dev.freshet.core.feature;

import static dev.freshet.core.event.TimeSpan.DAY;
import static dev.freshet.core.event.TimeSpan.HOUR;
import static dev.freshet.core.event.TimeSpan.MINUTE;
import static dev.freshet.core.event.TimeSpan.SECOND;

import java.util.List;

/** The live features, in the order of the term's weights. Another table makes other versions. */
final class FeatureTable {

    /**
     * One feature.
     *
     * @param name in model files and reports
     * @param scale brings it near [-1, 1]
     * @param feature computes it
     */
    record Entry(String name, Scale scale, Feature feature) {}

    static final List<Entry> ENTRIES = List.of(
            new Entry("u_share", new Scale(0.08, 0.035), new ClickShare()),
            new Entry("u_CnoK", Scale.FLAG, new ClickedOnly()),
            new Entry("d_K1", Scale.FLAG, new CartAge(30 * SECOND, 2 * MINUTE)),
            new Entry("d_K2", Scale.FLAG, new CartAge(2 * MINUTE, 10 * MINUTE)),
            new Entry("d_K3", Scale.FLAG, new CartAge(10 * MINUTE, HOUR)),
            new Entry("d_K4", Scale.FLAG, new CartAge(HOUR, DAY)),
            new Entry("d_K5", Scale.FLAG, new CartAge(DAY, Long.MAX_VALUE)),
            new Entry("u_nC", new Scale(0, 0.25), new Clicks()),
            new Entry("u_sC", new Scale(0, 0.25), new SessionClicks()),
            new Entry("g_rK_inf", new Scale(-6, 1), new CartRate()),
            new Entry("g_rK_7d", new Scale(-6, 1.4), new WeekCartRate()),
            new Entry("g_nC_1d", new Scale(2, 1), new DayClicks()),
            new Entry("g_rC_1h", new Scale(-4, 0.75), new HourClickRate()),
            new Entry("pCC", new Scale(0, 0.7), new PairLift(Choice.CLICKED)),
            new Entry("pKK", new Scale(0, 0.5), new PairLift(Choice.CARTED)));

    private FeatureTable() {}
}
