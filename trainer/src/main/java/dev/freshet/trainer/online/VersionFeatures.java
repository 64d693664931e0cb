package dev.freshet.trainer.online;

import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.feature.PageFeatures;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.statistics.StatisticsSnapshot;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.trainer.evaluation.HeldVersions;
import java.util.List;

/** The live features that a model is trained on. */
public final class VersionFeatures {

    private VersionFeatures() {}

    /**
     * The features of a group's products, from the newest version's statistics that hold nothing of the group's time: what
     * training and serving see is the same.
     */
    public static PageFeatures of(HeldVersions<ServingModel> held, Example example, ExampleGroup group) {
        List<HistoryEvent> window = example.history().subList(0, group.stateIndex() + 1);
        long time = group.timestamp();
        return held.countedAt(time)
                .map(version -> version.features(window, group.productIds(), time))
                .orElseGet(() -> PageFeatures.of(group.productIds(), window, StatisticsSnapshot.EMPTY, time));
    }
}
