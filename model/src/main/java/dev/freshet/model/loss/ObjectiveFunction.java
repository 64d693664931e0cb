package dev.freshet.model.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.freshet.model.batch.Batch;
import dev.freshet.model.batch.BatchGroups;
import dev.freshet.model.batch.BatchTargets;
import dev.freshet.model.batch.ItemRows;
import dev.freshet.model.network.Backbone;
import dev.freshet.model.network.Heads;
import dev.freshet.model.network.Projector;
import dev.freshet.model.torch.GradMode;
import dev.freshet.model.torch.TensorOps;
import java.util.Arrays;
import java.util.stream.LongStream;

/** The joint loss of batches under one set of weights. {@code manager} and the caller's scope own the arrays. */
public record ObjectiveFunction(
        NDManager manager, Backbone backbone, Heads heads, LossWeights lossWeights, double dropout) {

    /** The forward pass. */
    public Objective forward(Batch batch) {
        NDArray nextPositive = manager.zeros(new Shape());
        NDArray surrogate = nextPositive;
        NDArray feedback = nextPositive;
        NDArray ranking = nextPositive;
        NDArray network = manager.zeros(new Shape(0));
        Objective.CatalogueGradient catalogueGradient = Objective.CatalogueGradient.NONE;
        BatchTargets targets = batch.targets();
        BatchGroups groups = batch.groups();
        ItemRows items = heads.itemRows(manager);
        long[] tokens = LongStream.concat(Arrays.stream(targets.states()), Arrays.stream(groups.states()))
                .toArray();
        NDArray states = backbone.states(manager, batch.history(), items, tokens, dropout);
        if (targets.size() > 0) {
            NDArray from = states.get(":" + targets.size());
            NDArray contexts = heads.contexts(manager, targets.contexts());
            if (lossWeights.nextPositive() > 0) {
                Projector projector = heads.projector(manager, batch.catalogue());
                NextPositiveLoss next = nextPositive(from, contexts, targets, projector, batch.catalogue());
                nextPositive = TensorOps.scaled(next.logProbability().sum(), -1.0 / targets.size());
                if (GradMode.isOn()) {
                    surrogate = TensorOps.scaled(next.surrogate(), lossWeights.nextPositive() / targets.size());
                    catalogueGradient = catalogueGradient(
                            projector, next.catalogueGradient(), lossWeights.nextPositive() / targets.size());
                }
            }
            if (lossWeights.feedback() > 0) {
                feedback = feedback(from, contexts, items.at(targets.items()), targets);
            }
        }
        if (groups.size() > 0 && lossWeights.usesGroups()) {
            NDArray from = states.get(targets.size() + ":");
            network = networkLogits(from, items.at(groups.candidates()), groups);
            ranking = PairwiseLoss.mean(manager, plusTerm(network, groups), groups.pairs());
        }
        NDArray others = TensorOps.scaled(feedback, lossWeights.feedback())
                .add(TensorOps.scaled(ranking, lossWeights.ranking()));
        NDArray total =
                TensorOps.scaled(nextPositive, lossWeights.nextPositive()).add(others);
        return new Objective(
                total, surrogate.add(others), nextPositive, feedback, ranking, network, items, catalogueGradient);
    }

    private NextPositiveLoss nextPositive(
            NDArray from, NDArray contexts, BatchTargets targets, Projector projector, Batch.Rows catalogue) {
        NDArray users = heads.users(from, contexts);
        long[] columns = shifted(targets.items(), -catalogue.from());
        return NextPositiveLoss.of(manager, users, projector.catalogue(), heads.temperature(), columns);
    }

    private static Objective.CatalogueGradient catalogueGradient(Projector projector, NDArray upstream, double factor) {
        try (GradMode off = GradMode.off()) {
            return new Objective.CatalogueGradient(projector, upstream.muli(factor));
        }
    }

    private NDArray feedback(NDArray from, NDArray contexts, NDArray items, BatchTargets targets) {
        NDArray logits = heads.feedback(from, contexts, items);
        NDArray columns = manager.create(targets.classes()).reshape(-1, 1);
        return TensorOps.scaled(logits.logSoftmax(-1).gather(columns, 1).sum(), -1.0 / targets.size());
    }

    /**
     * Ranking logits (C) of the groups' candidates. {@code from} (G, D) are the states of the groups, {@code items} (C,
     * D) the embeddings of the candidates.
     */
    public NDArray rankingLogits(NDArray from, NDArray items, BatchGroups groups) {
        return plusTerm(networkLogits(from, items, groups), groups);
    }

    private NDArray networkLogits(NDArray from, NDArray items, BatchGroups groups) {
        NDArray users = heads.users(from, heads.contexts(manager, groups.contexts()));
        NDArray owners = TensorOps.rows(manager, users, groups.owners());
        return heads.ranking(heads.candidates(items).mul(owners).sum(new int[] {-1}));
    }

    private NDArray plusTerm(NDArray network, BatchGroups groups) {
        return groups.features().length == 0 ? network : network.add(heads.term(features(groups)));
    }

    private NDArray features(BatchGroups groups) {
        long candidates = groups.candidates().length;
        return manager.create(groups.features(), new Shape(candidates, groups.features().length / candidates));
    }

    private static long[] shifted(long[] rows, int by) {
        long[] shifted = rows.clone();
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] += by;
        }
        return shifted;
    }
}
