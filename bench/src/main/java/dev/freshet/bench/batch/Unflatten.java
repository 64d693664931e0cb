package dev.freshet.bench.batch;

import dev.freshet.core.event.Action;
import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.history.HistoryEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Converts a batch into examples for the trainer, one for each user. Ids are the reference's row numbers as text. */
public final class Unflatten {

    private final FlatBatch batch;
    private int event;
    private int target;
    private int request;
    private int candidate;

    private Unflatten(FlatBatch batch) {
        this.batch = batch;
    }

    public static List<Example> examples(FlatBatch batch) {
        Unflatten cursor = new Unflatten(batch);
        List<Example> examples = new ArrayList<>();
        for (int user = 0; user < batch.users(); user++) {
            examples.add(cursor.example(user));
        }
        return examples;
    }

    private Example example(int user) {
        FlatBatch.History history = batch.history();
        List<HistoryEvent> events = IntStream.range(event, event + history.lengths()[user])
                .mapToObj(this::event)
                .toList();
        int[] indices = IntStream.range(target, target + history.targetsOfUser()[user])
                .map(i -> history.targets()[i])
                .toArray();
        event += events.size();
        target += indices.length;
        if (batch.candidates() != null) {
            return new Example("user-" + user, events, List.of(), groups(user, indices));
        }
        // The reference drops a user's first event from the targets: no state comes before it.
        List<Integer> targets =
                IntStream.of(indices).filter(index -> index > 0).boxed().toList();
        return new Example("user-" + user, events, targets, List.of());
    }

    private HistoryEvent event(int i) {
        FlatBatch.History history = batch.history();
        return new HistoryEvent(
                id(history.products()[i]), Action.ofRow(history.actions()[i]), id(history.sources()[i]), i, i, 0);
    }

    private List<ExampleGroup> groups(int user, int[] states) {
        List<ExampleGroup> groups = new ArrayList<>();
        for (int i = 0; i < batch.candidates().requestsOfUser()[user]; i++) {
            groups.add(group(states[i]));
        }
        return groups;
    }

    private ExampleGroup group(int state) {
        FlatBatch.Candidates all = batch.candidates();
        int from = candidate;
        int to = candidate + all.lengths()[request];
        ExampleGroup group = new ExampleGroup(
                "request-" + request,
                id(all.sources()[request]),
                0,
                0,
                state,
                false,
                IntStream.range(from, to).mapToObj(i -> id(all.products()[i])).toList(),
                IntStream.range(from, to).mapToObj(i -> all.labels()[i]).toList());
        candidate = to;
        request++;
        return group;
    }

    public static String id(int row) {
        return String.valueOf(row);
    }
}
