package dev.freshet.trainer.stream;

import dev.freshet.core.example.Example;
import java.util.List;

/**
 * A contiguous run of the merged stream, for one training step.
 *
 * @param examples to train on, without holdout groups
 * @param positions position of each example in training-examples
 * @param parts targets and request groups in them
 */
public record TrainingBatch(List<Example> examples, List<StreamPosition> positions, int parts) {

    public TrainingBatch {
        examples = List.copyOf(examples);
        positions = List.copyOf(positions);
    }
}
