package dev.freshet.trainer.evaluation;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The newest published versions, held to evaluate requests that they could have served. Not thread-safe.
 *
 * @param <M> a model
 */
public final class HeldVersions<M> {

    private record Held<M>(long watermark, long statisticsUntil, M model) {}

    private final int kept;
    private final Consumer<M> retire;
    private final ArrayDeque<Held<M>> newestFirst = new ArrayDeque<>();

    /** Held even when it is not among the newest any more; null for none. */
    private M frozen;

    /**
     * @param kept the most versions to hold
     * @param retire receives each model that is no longer held
     */
    public HeldVersions(int kept, Consumer<M> retire) {
        this.kept = kept;
        this.retire = retire;
    }

    /**
     * Takes a version, in order of publication.
     *
     * @param watermark from when on it could have served requests, epoch milliseconds
     * @param statisticsUntil end of the events in its statistics, epoch milliseconds; at or before the watermark
     */
    public void add(long watermark, long statisticsUntil, M model) {
        newestFirst.addFirst(new Held<>(watermark, statisticsUntil, model));
        if (newestFirst.size() > kept) {
            M oldest = newestFirst.removeLast().model();
            if (oldest != frozen) {
                retire.accept(oldest);
            }
        }
    }

    /** Holds the version that was added last for good. */
    public void freeze() {
        frozen = newestFirst.getFirst().model();
    }

    /** The version that is held for good. */
    public Optional<M> frozen() {
        return Optional.ofNullable(frozen);
    }

    /** The newest version whose watermark is at or before a time, both in epoch milliseconds. */
    public Optional<M> servingAt(long time) {
        for (Held<M> held : newestFirst) {
            if (held.watermark() <= time) {
                return Optional.of(held.model());
            }
        }
        return Optional.empty();
    }

    /** The newest version whose statistics end at or before a time, both in epoch milliseconds. */
    public Optional<M> countedAt(long time) {
        return newestFirst.stream()
                .filter(held -> held.statisticsUntil() <= time)
                .map(Held::model)
                .findFirst();
    }

    /** Retires all. */
    public void clear() {
        Set<M> all = Collections.newSetFromMap(new IdentityHashMap<>());
        newestFirst.forEach(held -> all.add(held.model()));
        frozen().ifPresent(all::add);
        newestFirst.clear();
        frozen = null;
        all.forEach(retire);
    }
}
