package dev.freshet.trainer.stream;

import dev.freshet.core.example.Example;
import java.util.List;

/**
 * A contiguous run of the merged stream, to be learned in one step.
 *
 * @param examples what is trained on, without holdout groups
 * @param positions where each of them stands in training-examples
 * @param parts targets and request groups in them
 */
public record TrainingBatch(List<Example> examples, List<StreamPosition> positions, int parts) {

    public TrainingBatch {
        examples = List.copyOf(examples);
        positions = List.copyOf(positions);
    }
}
