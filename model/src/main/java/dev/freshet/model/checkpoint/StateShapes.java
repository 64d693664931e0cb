package dev.freshet.model.checkpoint;

import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.network.Parameter;
import dev.freshet.model.network.ParameterNames;
import dev.freshet.model.network.ParameterSpecs;
import dev.freshet.model.network.PositionBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names and shapes of a {@link StateDict}'s tensors. */
final class StateShapes {

    private StateShapes() {}

    /** Every tensor: tables, positions, then the parameters of {@link ParameterSpecs}. {@code items} and {@code contexts} are rows. */
    static Map<String, List<Integer>> of(ModelConfig config, int items, int contexts) {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        shapes.put(ParameterNames.ITEMS, List.of(items, config.dim()));
        shapes.put(ParameterNames.CONTEXTS, List.of(contexts, config.dim()));
        shapes.put(ParameterNames.POSITIONS, PositionBuffer.shape(config));
        for (Parameter parameter : ParameterSpecs.of(config)) {
            shapes.put(
                    parameter.name(),
                    Arrays.stream(parameter.shape().getShape())
                            .mapToObj(Math::toIntExact)
                            .toList());
        }
        return shapes;
    }

    /** Explains the shape of a table, which the vocabulary decides; empty for other tensors. */
    static String reason(String name, List<Integer> shape) {
        if (name.equals(ParameterNames.ITEMS) || name.equals(ParameterNames.CONTEXTS)) {
            String ids = name.equals(ParameterNames.ITEMS) ? "products" : "sources";
            return ": row 0 for unknown and one for each of the vocabulary's " + (shape.get(0) - 1) + " " + ids
                    + "; give the vocabulary that it was trained with";
        }
        return "";
    }
}
