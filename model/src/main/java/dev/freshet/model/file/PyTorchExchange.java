package dev.freshet.model.file;

import dev.freshet.model.checkpoint.PyTorchState;
import dev.freshet.model.checkpoint.StateDict;
import dev.freshet.model.checkpoint.StateView;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Weights to and from PyTorch: a state_dict in a safetensors file, the vocabularies as JSON beside it. */
public final class PyTorchExchange {

    private PyTorchExchange() {}

    /**
     * Writes the vocabularies and the state_dict that {@code load_state_dict(strict=True)} of a class of the reference
     * accepts.
     *
     * @param vocabulary null for none
     */
    public static void write(SavedModel model, StateView view, Path weights, Path vocabulary) {
        if (view == StateView.WHOLE) {
            model.write(weights);
        } else {
            Map<String, String> metadata = new TreeMap<>();
            TrainingEnd.write(model.trainedUntil(), metadata);
            new StateDictFile(metadata, view.of(model.state())).write(weights);
        }
        if (vocabulary != null) {
            JsonFiles.write(vocabulary, model.vocabularies());
        }
    }

    /**
     * Reads weights that PyTorch saved as a model. Missing weights get the initial values of a new model. Product statistics and
     * the end of the training data come along when they are saved with the tensors and metadata of a model file.
     *
     * @param vocabulary ids of the tables' rows from 1
     * @param heads attention heads
     * @param maxLength longest window, where the weights have no buffer of positions
     * @param seed seed of missing weights and of later rows
     * @param trainedUntil end of the training data, epoch milliseconds UTC; null for what the file says
     * @throws RefusedException naming the file, and the tensor or id, that does not fit
     */
    public static SavedModel read(
            Path weights, Path vocabulary, int heads, int maxLength, long seed, Long trainedUntil) {
        Vocabularies ids = JsonFiles.read(vocabulary, Vocabularies.class);
        StateDictFile stored = StateDictFile.read(weights);
        try {
            StateDict state = new PyTorchState(stored.tensors(), heads, maxLength)
                    .complete(ids.products(), ids.sources(), seed, 0);
            return SavedModel.of(state.blocks(), 0, "imported from " + weights.getFileName(), Map.of())
                    .trainedUntil(end(trainedUntil, TrainingEnd.read(stored.metadata())))
                    .with(StatisticsTensors.read(stored.metadata(), stored.statistics()));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    weights + " with vocabulary " + vocabulary + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static Long end(Long wanted, Long found) {
        if (wanted != null && wanted < 0) {
            throw new IllegalArgumentException(
                    Instant.ofEpochMilli(wanted) + " is no end of training data; name a time from 1970 on");
        }
        if (wanted != null && found != null && wanted < found) {
            throw new IllegalArgumentException("it was trained up to " + Instant.ofEpochMilli(found) + ", not up to "
                    + Instant.ofEpochMilli(wanted) + "; name that time or a later one");
        }
        return wanted == null ? found : wanted;
    }
}
