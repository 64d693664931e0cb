package dev.freshet.trainer.offline;

import dev.freshet.core.dataset.DatasetPart;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.torch.ComputeDevice;
import dev.freshet.model.training.OptimizerConfig;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a model is trained on a dataset.
 *
 * @param train the part that is trained on
 * @param stop the part whose evaluation decides when to stop
 * @param model shape, seed and dropout
 * @param losses weights of the joint loss
 * @param optimizer with its warm-up, in steps
 * @param epochs at most this many
 * @param batchUsers most examples in a batch
 * @param batchTokens most history events in a batch; 0 for no bound
 * @param metric chooses the best epoch
 * @param patience epochs without a better one after which training stops
 * @param device where training runs
 */
public record TrainingPlan(
        DatasetPart train,
        DatasetPart stop,
        ModelConfig model,
        LossWeights losses,
        OptimizerConfig optimizer,
        int epochs,
        int batchUsers,
        int batchTokens,
        SelectionMetric metric,
        int patience,
        ComputeDevice device) {

    /** @throws IllegalArgumentException naming the value that is out of range */
    public TrainingPlan {
        require(epochs >= 1, "epochs", epochs);
        require(batchUsers >= 1, "batch of users", batchUsers);
        require(patience >= 1, "patience", patience);
        if (batchTokens < 0) {
            throw new IllegalArgumentException("batch of tokens must be at least 0, not " + batchTokens);
        }
    }

    /** The settings that affect weights. Runs with equal ones can resume each other's checkpoints. */
    Map<String, String> settings() {
        TreeMap<String, String> settings = new TreeMap<>();
        settings.put("train", train.label());
        settings.put("stop", stop.label());
        settings.put("model", model.toString());
        settings.put("losses", losses.toString());
        settings.put("optimizer", optimizer.toString());
        settings.put("batch_users", String.valueOf(batchUsers));
        settings.put("batch_tokens", String.valueOf(batchTokens));
        settings.put("metric", metric.name());
        settings.put("device", device.toString());
        settings.put("patience", String.valueOf(patience));
        return settings;
    }

    private static void require(boolean holds, String what, int value) {
        if (!holds) {
            throw new IllegalArgumentException(what + " must be at least 1, not " + value);
        }
    }
}
