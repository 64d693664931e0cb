package dev.freshet.trainer.offline;

import java.util.Map;
import java.util.TreeMap;

/**
 * The results of an epoch.
 *
 * @param epoch from 1
 * @param steps optimizer steps taken since the beginning
 * @param trainLoss mean loss over the epoch's batches, each before its step
 * @param stopLoss joint loss on the stop part, after the epoch
 * @param stopNextPositive next-positive loss on the stop part
 * @param stopFeedback feedback loss on the stop part
 * @param stopRanking ranking loss on the stop part
 * @param stopNdcg10 NDCG@10 over groups with both labels of the stop part; null without groups
 * @param best whether the epoch is the best so far
 */
public record EpochResult(
        int epoch,
        long steps,
        double trainLoss,
        double stopLoss,
        double stopNextPositive,
        double stopFeedback,
        double stopRanking,
        Double stopNdcg10,
        boolean best) {

    EpochResult asBest(boolean isBest) {
        return new EpochResult(
                epoch, steps, trainLoss, stopLoss, stopNextPositive, stopFeedback, stopRanking, stopNdcg10, isBest);
    }

    /** The results by name, for a saved model. */
    Map<String, Double> figures() {
        Map<String, Double> figures = new TreeMap<>();
        figures.put("train.loss", trainLoss);
        figures.put("stop.loss", stopLoss);
        if (stopNdcg10 != null) {
            figures.put("stop.ndcg10", stopNdcg10);
        }
        return figures;
    }

    double metric(SelectionMetric metric) {
        return metric == SelectionMetric.LOSS ? stopLoss : stopNdcg10;
    }
}
