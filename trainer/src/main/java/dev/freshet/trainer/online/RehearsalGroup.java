package dev.freshet.trainer.online;

import dev.freshet.core.feature.PageFeatures;
import dev.freshet.model.batch.RankedPage;
import dev.freshet.model.batch.TrainedGroup;
import dev.freshet.model.network.TermInputs;
import dev.freshet.model.network.TermKind;
import dev.freshet.trainer.state.RehearsalRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;

/**
 * A group of C products as it is kept for rehearsal. Its features are rounded to float32 when it is kept, so that it is the
 * same after a restart.
 *
 * @param products (C * features) scaled features of each product
 * @param shared scaled numbers that all products share
 * @param network (C) logits of the network when the model was trained on the group
 * @param labels (C) 1 for a product that went into the cart, else 0
 */
@SuppressWarnings("ArrayRecordComponent") // instances are never compared
record RehearsalGroup(float[] products, float[] shared, float[] network, int[] labels) {

    static RehearsalGroup of(TrainedGroup trained) {
        PageFeatures features = trained.group().features();
        return new RehearsalGroup(
                rounded(features.linear()),
                rounded(features.page()),
                trained.network(),
                trained.group().labels().stream().mapToInt(Integer::intValue).toArray());
    }

    /** @throws IllegalArgumentException when the record's parts do not fit together */
    static RehearsalGroup of(RehearsalRecord record) {
        RehearsalGroup group = new RehearsalGroup(
                floats(record.getProducts()),
                floats(record.getPage()),
                floats(record.getNetwork()),
                record.getLabels().stream().mapToInt(Integer::intValue).toArray());
        int products = group.features().linear().length / PageFeatures.LINEAR_INPUTS;
        if (group.network.length != products || group.labels.length != products) {
            throw new IllegalArgumentException("a group of " + products + " products with " + group.labels.length
                    + " labels and " + group.network.length + " logits");
        }
        return group;
    }

    RehearsalRecord record() {
        return new RehearsalRecord(
                bytes(products),
                bytes(shared),
                bytes(network),
                IntStream.of(labels).boxed().toList());
    }

    /** What a term of kind mlp or linear reads of it. */
    RankedPage page(TermKind term) {
        return new RankedPage(TermInputs.of(term, features()), network, labels);
    }

    private PageFeatures features() {
        return PageFeatures.of(widened(products), widened(shared));
    }

    private static float[] rounded(double[] values) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) values[i];
        }
        return rounded;
    }

    private static double[] widened(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static float[] floats(ByteBuffer bytes) {
        float[] floats = new float[bytes.remaining() / Float.BYTES];
        bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }

    private static ByteBuffer bytes(float[] floats) {
        ByteBuffer bytes = ByteBuffer.allocate(floats.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(floats);
        return bytes;
    }
}
