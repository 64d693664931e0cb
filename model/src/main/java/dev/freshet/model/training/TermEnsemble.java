package dev.freshet.model.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import dev.freshet.model.batch.BatchGroups;
import dev.freshet.model.loss.PairwiseLoss;
import dev.freshet.model.network.Parameter;
import dev.freshet.model.network.ParameterNames;
import dev.freshet.model.network.ParameterSpecs;
import dev.freshet.model.network.TermInputs;
import dev.freshet.model.network.TermKind;
import dev.freshet.model.network.Weights;
import dev.freshet.model.torch.ComputeDevice;
import dev.freshet.model.torch.GradMode;
import dev.freshet.model.torch.NativeTensors;
import dev.freshet.model.torch.TensorOps;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several feature terms of kind {@link TermKind#MLP}, which differ in their inputs, trained beside each other in the same
 * steps. All begin with the same weights. Each adds to logits of its own that training does not change, such as a network's.
 * The V terms are one tensor of shape (V, ...) for each parameter. For one thread at a time.
 */
public final class TermEnsemble implements AutoCloseable {

    private static final int INPUTS = TermInputs.width(TermKind.MLP);

    private final int terms;
    private final NDManager manager = NDManager.newBaseManager(ComputeDevice.CPU.djl());
    private final Weights weights;
    private final AdamW optimizer;
    private long steps;

    /**
     * A page of C products as each term sees it.
     *
     * @param inputs (V)(C * inputs of the term) features, flat
     * @param offsets (V)(C) logits that the term adds to
     * @param labels (C) 1 for a product that went into the cart, else 0
     */
    @SuppressWarnings("ArrayRecordComponent") // instances are never compared
    public record Page(float[][] inputs, float[][] offsets, int[] labels) {}

    /**
     * Makes terms with the initial weights of a model.
     *
     * @param terms V, at least 1
     * @param seed of the initial weights
     */
    public TermEnsemble(int terms, long seed, OptimizerConfig config) {
        this.terms = terms;
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        for (Parameter parameter : ParameterSpecs.term(TermKind.MLP)) {
            arrays.put(parameter.name(), tiled(parameter, seed));
        }
        weights = new Weights(arrays);
        optimizer = new AdamW(manager, config);
        optimizer.prepare(weights);
    }

    private NDArray tiled(Parameter parameter, long seed) {
        float[] one = parameter.draw(seed);
        float[] all = new float[terms * one.length];
        for (int v = 0; v < terms; v++) {
            System.arraycopy(one, 0, all, v * one.length, one.length);
        }
        return NativeTensors.of(manager, all, new Shape(terms).addAll(parameter.shape()));
    }

    /** Takes one step; the loss of each term is the mean over the pairs of the pages. Without pairs nothing changes. */
    public void step(List<Page> pages) {
        BatchGroups.Pairs pairs =
                BatchGroups.Pairs.of(pages.stream().map(Page::labels).toList());
        if (pairs.size() == 0) {
            return;
        }
        try (NDManager step = manager.newSubManager();
                NDScope scope = new NDScope();
                GradMode on = GradMode.on()) {
            scope.suppressNotUsedWarning();
            Weights leaves = weights.leaves(step);
            NDArray logits = logits(step, leaves, pages).reshape(-1);
            NDArray mean = PairwiseLoss.mean(step, logits, repeated(pairs, candidates(pages)));
            TensorOps.backward(TensorOps.scaled(mean, terms));
            Map<String, NDArray> gradients = leaves.gradients();
            try (GradMode off = GradMode.off()) {
                optimizer.step(weights, gradients, steps++);
            }
        }
    }

    /** The pairs of each term, whose logits follow those of the term before. */
    private BatchGroups.Pairs repeated(BatchGroups.Pairs pairs, int candidates) {
        return new BatchGroups.Pairs(repeated(pairs.better(), candidates), repeated(pairs.worse(), candidates));
    }

    private long[] repeated(long[] rows, int candidates) {
        long[] all = new long[terms * rows.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = rows[i % rows.length] + (long) (i / rows.length) * candidates;
        }
        return all;
    }

    private static int candidates(List<Page> pages) {
        return pages.stream().mapToInt(page -> page.labels().length).sum();
    }

    /** Logits (V, C) of pages of C products in all. */
    private NDArray logits(NDManager owner, Weights of, List<Page> pages) {
        int candidates = candidates(pages);
        float[] inputs = new float[terms * candidates * INPUTS];
        float[] offsets = new float[terms * candidates];
        int at = 0;
        for (int v = 0; v < terms; v++) {
            for (Page page : pages) {
                int size = page.labels().length;
                System.arraycopy(page.inputs()[v], 0, inputs, at * INPUTS, size * INPUTS);
                System.arraycopy(page.offsets()[v], 0, offsets, at, size);
                at += size;
            }
        }
        NDArray x = owner.create(inputs, new Shape(terms, candidates, INPUTS));
        NDArray wide = TensorOps.gelu(linear(of, "layers.0.", x));
        NDArray narrow = TensorOps.gelu(linear(of, "layers.2.", wide));
        NDArray term = linear(of, "layers.4.", narrow).add(x.matMul(transposed(of, "skip.weight")));
        return term.reshape(terms, candidates).add(owner.create(offsets, new Shape(terms, candidates)));
    }

    private NDArray linear(Weights of, String layer, NDArray x) {
        NDArray bias = of.get(ParameterNames.TERM + layer + "bias");
        return x.matMul(transposed(of, layer + "weight"))
                .add(bias.reshape(terms, 1, bias.getShape().get(1)));
    }

    private static NDArray transposed(Weights of, String name) {
        return of.get(ParameterNames.TERM + name).transpose(0, 2, 1);
    }

    /** The parameters, (V, ...) each. */
    Weights weights() {
        return weights;
    }

    /** The terms as they are now; later steps do not change them. */
    public Snapshot snapshot() {
        NDManager owner = manager.newSubManager();
        Map<String, NDArray> copies = new LinkedHashMap<>();
        weights.arrays().forEach((name, array) -> {
            NDArray copy = array.duplicate();
            copy.attach(owner);
            copies.put(name, copy);
        });
        return new Snapshot(owner, new Weights(copies));
    }

    /** The terms of one moment. */
    public final class Snapshot implements AutoCloseable {

        private final NDManager owner;
        private final Weights copies;

        private Snapshot(NDManager owner, Weights copies) {
            this.owner = owner;
            this.copies = copies;
        }

        /** Logits (V)(C) of the products of a page. */
        public float[][] logits(Page page) {
            try (NDManager query = owner.newSubManager();
                    NDScope scope = new NDScope();
                    GradMode off = GradMode.off()) {
                scope.suppressNotUsedWarning();
                float[] flat =
                        TermEnsemble.this.logits(query, copies, List.of(page)).toFloatArray();
                float[][] logits = new float[terms][];
                int size = page.labels().length;
                for (int v = 0; v < terms; v++) {
                    logits[v] = Arrays.copyOfRange(flat, v * size, (v + 1) * size);
                }
                return logits;
            }
        }

        @Override
        public void close() {
            owner.close();
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
