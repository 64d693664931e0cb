package dev.freshet.trainer;

import dev.freshet.core.Example;
import java.util.List;

/**
 * A contiguous run of the merged stream, to be learned in one step.
 *
 * @param examples what is trained on, without holdout groups
 * @param positions where each of them stands in training-examples
 * @param parts targets and request groups in them
 */
record Batch(List<Example> examples, List<Position> positions, int parts) {

    Batch {
        examples = List.copyOf(examples);
        positions = List.copyOf(positions);
    }
}
