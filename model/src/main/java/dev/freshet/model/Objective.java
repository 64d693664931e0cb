package dev.freshet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * The joint loss of a batch; every array is a scalar.
 *
 * @param total weighted sum, to descend
 * @param nextPositive mean over targets
 * @param feedback mean over targets
 * @param ranking mean over pairs
 */
record Objective(NDArray total, NDArray nextPositive, NDArray feedback, NDArray ranking) {

    private static Objective of(LossWeights mix, NDArray nextPositive, NDArray feedback, NDArray ranking) {
        NDArray total = Ops.scaled(nextPositive, mix.nextPositive())
                .add(Ops.scaled(feedback, mix.feedback()))
                .add(Ops.scaled(ranking, mix.ranking()));
        return new Objective(total, nextPositive, feedback, ranking);
    }

    Losses losses(Batch batch) {
        return new Losses(
                total.getFloat(),
                nextPositive.getFloat(),
                feedback.getFloat(),
                ranking.getFloat(),
                batch.targets().size(),
                batch.groups().size(),
                batch.groups().pairs().size());
    }

    /** Evaluates batches with one set of weights; arrays are left to {@code manager} and the scope. */
    record Evaluator(NDManager manager, Backbone backbone, Heads heads, LossWeights mix, double dropout) {

        Objective of(Batch batch) {
            NDArray states = backbone.states(manager, batch.history(), dropout);
            NDArray nextPositive = manager.zeros(new Shape());
            NDArray feedback = nextPositive;
            NDArray ranking = nextPositive;
            Targets targets = batch.targets();
            if (targets.size() > 0) {
                NDArray from = statesAt(states, targets.states());
                NDArray contexts = heads.contexts(manager, targets.contexts());
                if (mix.nextPositive() > 0) {
                    nextPositive = nextPositive(from, contexts, targets, batch.catalogue());
                }
                if (mix.feedback() > 0) {
                    feedback = feedback(from, contexts, targets);
                }
            }
            Groups groups = batch.groups();
            if (groups.size() > 0 && mix.usesGroups()) {
                ranking = PairwiseLoss.mean(manager, rankingLogits(states, groups), groups.pairs());
            }
            return Objective.of(mix, nextPositive, feedback, ranking);
        }

        private NDArray nextPositive(NDArray from, NDArray contexts, Targets targets, Batch.Rows catalogue) {
            NDArray users = heads.users(from, contexts);
            long[] columns = shifted(targets.items(), -catalogue.from());
            NextPositive next =
                    NextPositive.of(manager, users, heads.catalogue(catalogue), heads.temperature(), columns);
            return Ops.scaled(next.logProbability().sum(), -1.0 / targets.size());
        }

        private NDArray feedback(NDArray from, NDArray contexts, Targets targets) {
            NDArray logits = heads.feedback(from, contexts, heads.items(manager, targets.items()));
            NDArray columns = manager.create(targets.classes()).reshape(-1, 1);
            return Ops.scaled(logits.logSoftmax(-1).gather(columns, 1).sum(), -1.0 / targets.size());
        }

        /** Ranking logits (C) of the groups' candidates from {@link Backbone#states}. */
        NDArray rankingLogits(NDArray states, Groups groups) {
            NDArray users = heads.users(statesAt(states, groups.states()), heads.contexts(manager, groups.contexts()));
            NDArray candidates = heads.candidates(heads.items(manager, groups.candidates()));
            NDArray owners = Ops.rows(manager, users, groups.owners());
            return heads.ranking(candidates.mul(owners).sum(new int[] {-1}));
        }

        /** States (N, D) at tokens; row 0 of {@link Backbone#states} is the empty history's, so token i is row i + 1. */
        NDArray statesAt(NDArray states, long[] tokens) {
            return Ops.rows(manager, states, shifted(tokens, 1));
        }

        private static long[] shifted(long[] rows, int by) {
            long[] shifted = rows.clone();
            for (int i = 0; i < shifted.length; i++) {
                shifted[i] += by;
            }
            return shifted;
        }
    }
}
