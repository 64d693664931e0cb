package dev.freshet.trainer.online;

import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.feature.PageFeatures;
import dev.freshet.model.batch.RankedPage;
import dev.freshet.model.network.TermKind;
import dev.freshet.trainer.state.RehearsalPage;
import java.util.ArrayList;
import java.util.List;

/**
 * A group as it is kept for rehearsal. Its features are rounded to float32 when it is kept, so that it is the same after a
 * restart.
 */
record RehearsalGroup(List<Float> products, List<Float> shared, List<Integer> labels) {

    /** @param group with live features */
    static RehearsalGroup of(ExampleGroup group) {
        return new RehearsalGroup(
                rounded(group.features().linear()), rounded(group.features().page()), group.labels());
    }

    static RehearsalGroup of(RehearsalPage record) {
        return new RehearsalGroup(record.getProducts(), record.getPage(), record.getLabels());
    }

    RehearsalPage record() {
        return new RehearsalPage(products, shared, labels);
    }

    /** What a term of kind mlp or linear reads of it. */
    RankedPage page(TermKind term) {
        return RankedPage.of(term, PageFeatures.of(array(products), array(shared)), labels);
    }

    private static List<Float> rounded(double[] values) {
        List<Float> rounded = new ArrayList<>(values.length);
        for (double value : values) {
            rounded.add((float) value);
        }
        return rounded;
    }

    private static double[] array(List<Float> values) {
        return values.stream().mapToDouble(Float::doubleValue).toArray();
    }
}
