package dev.freshet.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * The joint loss of a batch; every array is a scalar.
 *
 * @param total weighted sum
 * @param descent what to descend: its gradient is that of {@code total}, its value is not
 * @param nextPositive mean over targets
 * @param feedback mean over targets
 * @param ranking mean over pairs
 */
record Objective(NDArray total, NDArray descent, NDArray nextPositive, NDArray feedback, NDArray ranking) {

    private static Objective of(
            LossWeights mix, NDArray nextPositive, NDArray surrogate, NDArray feedback, NDArray ranking) {
        NDArray others = Ops.scaled(feedback, mix.feedback()).add(Ops.scaled(ranking, mix.ranking()));
        NDArray total = Ops.scaled(nextPositive, mix.nextPositive()).add(others);
        NDArray descent = Ops.scaled(surrogate, mix.nextPositive()).add(others);
        return new Objective(total, descent, nextPositive, feedback, ranking);
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
            NDArray nextPositive = manager.zeros(new Shape());
            NDArray surrogate = nextPositive;
            NDArray feedback = nextPositive;
            NDArray ranking = nextPositive;
            Targets targets = batch.targets();
            Groups groups = batch.groups();
            long[] tokens = LongStream.concat(Arrays.stream(targets.states()), Arrays.stream(groups.states()))
                    .toArray();
            NDArray states = backbone.states(manager, batch.history(), tokens, dropout);
            if (targets.size() > 0) {
                NDArray from = states.get(":" + targets.size());
                NDArray contexts = heads.contexts(manager, targets.contexts());
                if (mix.nextPositive() > 0) {
                    NextPositive next = nextPositive(from, contexts, targets, batch.catalogue());
                    nextPositive = Ops.scaled(next.logProbability().sum(), -1.0 / targets.size());
                    surrogate = Ops.scaled(next.surrogate(), 1.0 / targets.size());
                }
                if (mix.feedback() > 0) {
                    feedback = feedback(from, contexts, targets);
                }
            }
            if (groups.size() > 0 && mix.usesGroups()) {
                NDArray from = states.get(targets.size() + ":");
                ranking = PairwiseLoss.mean(manager, rankingLogits(from, groups), groups.pairs());
            }
            return Objective.of(mix, nextPositive, surrogate, feedback, ranking);
        }

        private NextPositive nextPositive(NDArray from, NDArray contexts, Targets targets, Batch.Rows catalogue) {
            NDArray users = heads.users(from, contexts);
            long[] columns = shifted(targets.items(), -catalogue.from());
            return NextPositive.of(manager, users, heads.catalogue(catalogue), heads.temperature(), columns);
        }

        private NDArray feedback(NDArray from, NDArray contexts, Targets targets) {
            NDArray logits = heads.feedback(from, contexts, heads.items(manager, targets.items()));
            NDArray columns = manager.create(targets.classes()).reshape(-1, 1);
            return Ops.scaled(logits.logSoftmax(-1).gather(columns, 1).sum(), -1.0 / targets.size());
        }

        /** Ranking logits (C) of the groups' candidates from the groups' states (G, D). */
        NDArray rankingLogits(NDArray from, Groups groups) {
            NDArray users = heads.users(from, heads.contexts(manager, groups.contexts()));
            NDArray candidates = heads.candidates(heads.items(manager, groups.candidates()));
            NDArray owners = Ops.rows(manager, users, groups.owners());
            return heads.ranking(candidates.mul(owners).sum(new int[] {-1}));
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
