package dev.freshet.trainer.online;

import dev.freshet.schemas.ExampleGroup;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.trainer.SyntheticExamples;
import dev.freshet.trainer.SyntheticExamples.Entry;
import java.util.List;
import java.util.Map;

/**
 * Examples of which every fifteenth has a group to train on; all other groups are held out. The ranking loss of a batch is
 * then 0 or that of one untrained group, so a heavy weight makes some batches diverge and leaves the others alone,
 * whatever the last bits of a CPU's sums are. The batches that diverge have others between them.
 */
final class RareGroups {

    static final int GROUPS = 120;
    private static final int INTERVAL = 15;

    /** Batches with a group to train on. */
    static final int TRAINED = GROUPS / INTERVAL;

    /** Loss about 1e30, a finite float; the squares of its gradients are above the largest float. */
    static final Map<String, String> STEEP = Map.of("loss.ranking.weight", "1e30");

    private RareGroups() {}

    static List<Entry> entries() {
        return SyntheticExamples.of(1, GROUPS).stream().map(RareGroups::heldOut).toList();
    }

    private static Entry heldOut(Entry entry) {
        if (!(entry.value() instanceof TrainingExample example)) {
            return entry;
        }
        TrainingExample changed = TrainingExample.newBuilder()
                .setUserId(example.getUserId())
                .setHistory(example.getHistory())
                .setTargets(example.getTargets())
                .setGroups(example.getGroups().stream().map(RareGroups::heldOut).toList())
                .build();
        return new Entry(entry.partition(), entry.time(), entry.key(), changed);
    }

    private static ExampleGroup heldOut(ExampleGroup group) {
        int number = Integer.parseInt(group.getRequestId().substring(1));
        return ExampleGroup.newBuilder(group)
                .setHoldout(number % INTERVAL != INTERVAL - 1)
                .build();
    }
}
