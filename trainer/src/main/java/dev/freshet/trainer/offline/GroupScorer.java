package dev.freshet.trainer.offline;

import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.feature.PageFeatures;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.trainer.evaluation.Scorer;
import java.util.List;

/** How a model ranks groups of a dataset: by the groups' own live features where they have some, else by its statistics. */
final class GroupScorer {

    private GroupScorer() {}

    static Scorer of(ServingModel model, ExampleGroup group) {
        if (group.features() == null) {
            return model::logits;
        }
        return (window, sourceType, candidates, time) ->
                model.logits(window, sourceType, candidates, inOrder(group, candidates));
    }

    private static PageFeatures inOrder(ExampleGroup group, List<String> candidates) {
        return group.features()
                .ordered(candidates.stream()
                        .mapToInt(group.productIds()::indexOf)
                        .toArray());
    }
}
