package dev.freshet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.stream.LongStream;

/** The joint loss of batches under one set of weights; arrays are left to {@code manager} and the scope. */
record ObjectiveFunction(NDManager manager, Backbone backbone, Heads heads, LossWeights mix, double dropout) {

    Objective of(Batch batch) {
        NDArray nextPositive = manager.zeros(new Shape());
        NDArray surrogate = nextPositive;
        NDArray feedback = nextPositive;
        NDArray ranking = nextPositive;
        Objective.CatalogueGradient catalogueGradient = Objective.CatalogueGradient.NONE;
        Targets targets = batch.targets();
        Groups groups = batch.groups();
        ItemRows items = heads.itemRows(manager);
        long[] tokens = LongStream.concat(Arrays.stream(targets.states()), Arrays.stream(groups.states()))
                .toArray();
        NDArray states = backbone.states(manager, batch.history(), items, tokens, dropout);
        if (targets.size() > 0) {
            NDArray from = states.get(":" + targets.size());
            NDArray contexts = heads.contexts(manager, targets.contexts());
            if (mix.nextPositive() > 0) {
                Projector projector = heads.projector(manager, batch.catalogue());
                NextPositive next = nextPositive(from, contexts, targets, projector, batch.catalogue());
                nextPositive = Ops.scaled(next.logProbability().sum(), -1.0 / targets.size());
                if (GradMode.isOn()) {
                    surrogate = Ops.scaled(next.surrogate(), mix.nextPositive() / targets.size());
                    catalogueGradient =
                            catalogueGradient(projector, next.catalogueGradient(), mix.nextPositive() / targets.size());
                }
            }
            if (mix.feedback() > 0) {
                feedback = feedback(from, contexts, items.at(targets.items()), targets);
            }
        }
        if (groups.size() > 0 && mix.usesGroups()) {
            NDArray from = states.get(targets.size() + ":");
            NDArray logits = rankingLogits(from, items.at(groups.candidates()), groups);
            ranking = PairwiseLoss.mean(manager, logits, groups.pairs());
        }
        NDArray others = Ops.scaled(feedback, mix.feedback()).add(Ops.scaled(ranking, mix.ranking()));
        NDArray total = Ops.scaled(nextPositive, mix.nextPositive()).add(others);
        return new Objective(total, surrogate.add(others), nextPositive, feedback, ranking, items, catalogueGradient);
    }

    private NextPositive nextPositive(
            NDArray from, NDArray contexts, Targets targets, Projector projector, Batch.Rows catalogue) {
        NDArray users = heads.users(from, contexts);
        long[] columns = shifted(targets.items(), -catalogue.from());
        return NextPositive.of(manager, users, projector.catalogue(), heads.temperature(), columns);
    }

    private static Objective.CatalogueGradient catalogueGradient(Projector projector, NDArray upstream, double factor) {
        try (GradMode off = GradMode.off()) {
            return new Objective.CatalogueGradient(projector, upstream.muli(factor));
        }
    }

    private NDArray feedback(NDArray from, NDArray contexts, NDArray items, Targets targets) {
        NDArray logits = heads.feedback(from, contexts, items);
        NDArray columns = manager.create(targets.classes()).reshape(-1, 1);
        return Ops.scaled(logits.logSoftmax(-1).gather(columns, 1).sum(), -1.0 / targets.size());
    }

    /** Ranking logits (C) of the groups' candidates, their items (C, D), from the groups' states (G, D). */
    NDArray rankingLogits(NDArray from, NDArray items, Groups groups) {
        NDArray users = heads.users(from, heads.contexts(manager, groups.contexts()));
        NDArray owners = Ops.rows(manager, users, groups.owners());
        return heads.ranking(heads.candidates(items).mul(owners).sum(new int[] {-1}));
    }

    private static long[] shifted(long[] rows, int by) {
        long[] shifted = rows.clone();
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] += by;
        }
        return shifted;
    }
}
