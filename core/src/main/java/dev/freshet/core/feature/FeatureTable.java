package dev.freshet.core.feature;

import static dev.freshet.core.event.TimeSpan.DAY;
import static dev.freshet.core.event.TimeSpan.HOUR;
import static dev.freshet.core.event.TimeSpan.MINUTE;
import static dev.freshet.core.event.TimeSpan.SECOND;

import dev.freshet.core.hash.Hash64;
import java.util.List;

/** The live features, in the order of the term's weights. Another table makes other versions. */
final class FeatureTable {

    /**
     * One feature.
     *
     * @param name in model files and reports
     * @param scale brings it near [-1, 1]
     * @param feature computes it
     * @param prior weight before any training; almost the same for all, so that no log was fitted
     */
    record Entry(String name, Scale scale, Feature feature, float prior) {}

    static final List<Entry> ENTRIES = List.of(
            new Entry("u_share", new Scale(0.08, 0.035), new ClickShare(), 0.2f),
            new Entry("u_CnoK", Scale.FLAG, new ClickedOnly(), 0.1f),
            new Entry("d_K1", Scale.FLAG, new CartAge(30 * SECOND, 2 * MINUTE), 0f),
            new Entry("d_K2", Scale.FLAG, new CartAge(2 * MINUTE, 10 * MINUTE), 0f),
            new Entry("d_K3", Scale.FLAG, new CartAge(10 * MINUTE, HOUR), 0.2f),
            new Entry("d_K4", Scale.FLAG, new CartAge(HOUR, DAY), 0.2f),
            new Entry("d_K5", Scale.FLAG, new CartAge(DAY, Long.MAX_VALUE), 0.2f),
            new Entry("u_nC", new Scale(0, 0.25), new Clicks(), 0.2f),
            new Entry("u_sC", new Scale(0, 0.25), new SessionClicks(), 0.1f),
            new Entry("g_rK_inf", new Scale(-6, 1), new CartRate(), 0.2f),
            new Entry("g_rK_7d", new Scale(-6, 1.4), new WeekCartRate(), 0.2f),
            new Entry("g_nC_1d", new Scale(2, 1), new DayClicks(), 0.2f),
            new Entry("g_rC_1h", new Scale(-4, 0.75), new HourClickRate(), 0.2f),
            new Entry("pCC", new Scale(0, 0.7), new PairLift(Choice.CLICKED), 0.2f),
            new Entry("pKK", new Scale(0, 0.5), new PairLift(Choice.CARTED), 0.2f));

    private FeatureTable() {}

    static long fingerprint() {
        Hash64 hash = Hash64.seeded(ENTRIES.size());
        for (Entry entry : ENTRIES) {
            hash = hash.add(entry.name()).add(entry.scale().toString());
        }
        return hash.value();
    }
}
