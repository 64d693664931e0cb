package dev.freshet.trainer.offline;

import java.util.Map;
import java.util.TreeMap;

/**
 * What an epoch gave.
 *
 * @param epoch from 1
 * @param steps taken since the beginning
 * @param trainLoss mean over the epoch's batches, each before its step
 * @param stopLoss on the part left out, after the epoch
 * @param stopNextPositive its part
 * @param stopFeedback its part
 * @param stopRanking its part
 * @param stopNdcg10 over groups with both labels; null without groups
 * @param best whether it is the best so far
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

    /** By name, for a saved model. */
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
