package dev.freshet.model.checkpoint;

import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.network.Parameter;
import dev.freshet.model.network.ParameterNames;
import dev.freshet.model.network.ParameterSpecs;
import dev.freshet.model.network.PositionBuffer;
import dev.freshet.model.network.TermKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tensors that PyTorch saved from the reference's pretraining model, from its finetuning model or from both. Missing
 * tensors get the initial values of a new model.
 *
 * @param tensors by name in its state_dict
 * @param heads attention heads, which no tensor shows
 * @param maxLength longest window, for a state_dict without the buffer of positions
 */
public record PyTorchState(Map<String, Tensor> tensors, int heads, int maxLength) {

    /**
     * Completes the tensors to a whole model.
     *
     * @param seed seed of missing tensors and of later rows
     * @param dropout rate in later training
     * @throws IllegalArgumentException naming the tensor or id that does not fit
     */
    public StateDict complete(List<String> products, List<String> sources, long seed, double dropout) {
        ModelConfig config = config(seed, dropout);
        Map<String, Tensor> whole = new LinkedHashMap<>(tensors);
        for (Parameter parameter : ParameterSpecs.of(config)) {
            if (isOptional(parameter.name())) {
                List<Integer> shape = StateShapes.of(config, 1, 1).get(parameter.name());
                whole.putIfAbsent(parameter.name(), Tensor.of(shape, parameter.draw(seed)));
            }
        }
        whole.putIfAbsent(ParameterNames.POSITIONS, PositionBuffer.tensor(config));
        return new StateDict(config, 0, products, sources, whole);
    }

    private ModelConfig config(long seed, double dropout) {
        Tensor items = tensors.get(ParameterNames.ITEMS);
        if (items == null || items.shape().size() != 2) {
            throw new IllegalArgumentException("it has no table " + ParameterNames.ITEMS
                    + "; save model.state_dict() of a pretraining or finetuning model");
        }
        int layers = 0;
        while (tensors.containsKey(ParameterNames.LAYERS + layers + ".self_attn.in_proj_weight")) {
            layers++;
        }
        Tensor positions = tensors.get(ParameterNames.POSITIONS);
        boolean told = positions != null && positions.shape().size() == 3;
        int length = told ? positions.shape().get(1) : maxLength;
        return new ModelConfig(items.shape().get(1), heads, layers, length, seed, dropout, term());
    }

    private TermKind term() {
        if (tensors.containsKey(ParameterNames.TERM + "skip.weight")) {
            return TermKind.MLP;
        }
        return tensors.containsKey(ParameterNames.TERM + "linear.weight") ? TermKind.LINEAR : TermKind.OFF;
    }

    private static boolean isOptional(String name) {
        return StateView.PRETRAIN.lacks(name) || StateView.FINETUNE.lacks(name);
    }
}
