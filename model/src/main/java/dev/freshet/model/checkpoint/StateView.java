package dev.freshet.model.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;

/** The class of the reference that a {@link StateDict} is for. Each class loads exactly its own tensors. */
public enum StateView {
    /** All tensors of this project's model. */
    WHOLE("(?!)"),
    /** The class for pretraining, without the ranking's scale and bias. */
    PRETRAIN("scale|bias|term[.].*"),
    /** The class for ranking, without the softmax's temperature and the feedback classifier. */
    FINETUNE("tau|classifier[.].*|term[.].*");

    private final String left;

    StateView(String left) {
        this.left = left;
    }

    boolean lacks(String name) {
        return name.matches(left);
    }

    /** The tensors of that class. */
    public Map<String, Tensor> of(StateDict state) {
        Map<String, Tensor> some = new LinkedHashMap<>(state.tensors());
        some.keySet().removeIf(this::lacks);
        return some;
    }
}
