package dev.freshet.model.file;

import dev.freshet.model.checkpoint.PyTorchState;
import dev.freshet.model.checkpoint.StateDict;
import dev.freshet.model.checkpoint.StateView;
import java.nio.file.Path;
import java.util.Map;

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
            new StateDictFile(Map.of(), view.of(model.state())).write(weights);
        }
        if (vocabulary != null) {
            JsonFiles.write(vocabulary, model.vocabularies());
        }
    }

    /**
     * Reads weights that PyTorch saved as a model. Missing weights get the initial values of a new model.
     *
     * @param vocabulary ids of the tables' rows from 1
     * @param heads attention heads
     * @param maxLength longest window, where the weights have no buffer of positions
     * @param seed seed of missing weights and of later rows
     * @throws RefusedException naming the file, and the tensor or id, that does not fit
     */
    public static SavedModel read(Path weights, Path vocabulary, int heads, int maxLength, long seed) {
        Vocabularies ids = JsonFiles.read(vocabulary, Vocabularies.class);
        StateDictFile stored = StateDictFile.read(weights);
        try {
            StateDict state = new PyTorchState(stored.tensors(), heads, maxLength)
                    .complete(ids.products(), ids.sources(), seed, 0);
            return SavedModel.of(state.blocks(), 0, "imported from " + weights.getFileName(), Map.of());
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    weights + " with vocabulary " + vocabulary + " cannot be used: " + e.getMessage(), e);
        }
    }
}
