package dev.freshet.core.dataset;

import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.statistics.StatisticsSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/**
 * The datasets that the reference's notebook builds: users with more than five events and more than five groups, at
 * most 512 events of the training history and the last 512 groups of each, and early stopping on the validation part.
 * Targets at index 0 are left out, because the reference's loss ignores them.
 */
public final class NotebookProtocol implements Protocol {

    private static final int LONGER_THAN = 5;
    private static final int MAX_LENGTH = 512;

    /** The delay between a training group and the history that it sees. */
    @FunctionalInterface
    public interface Lag {

        /** Milliseconds; the source is null for none. */
        long of(String userId, String requestId, String sourceType);
    }

    private final Split split;
    private final Lag lag;
    private final NotebookRequests requests;
    private final NamedCounts counts = new NamedCounts();
    private final TreeMap<String, List<HistoryEvent>> histories = new TreeMap<>();

    public NotebookProtocol(Split split, Lag lag, Set<String> excludedSources) {
        this.split = split;
        this.lag = lag;
        this.requests = new NotebookRequests(excludedSources);
    }

    @Override
    public void add(LogEvent event) {
        requests.add(event);
        if (event.action().isPositive()) {
            List<HistoryEvent> events = histories.computeIfAbsent(event.userId(), id -> new ArrayList<>());
            events.add(event.inHistory(events.size()));
        }
    }

    /** The groups of a part of the log, before users are filtered, in order of their first row. */
    List<NotebookTarget> targets(List<NotebookTarget> all, Split.Part part) {
        return all.stream()
                .filter(target -> split.of(target.timestamp()) == part)
                .toList();
    }

    @Override
    public void finish(Sink sink) {
        List<NotebookTarget> all = requests.targets(counts);
        histories.forEach((user, events) -> pretrain(user, events, sink));
        List<NotebookTarget> train = targets(all, Split.Part.TRAIN);
        List<NotebookTarget> valid = targets(all, Split.Part.VALID);
        counts.add("groups.train", train.size());
        counts.add("groups.valid", valid.size());
        counts.add("groups.dropped.gap", all.size() - train.size() - valid.size());
        byUser(train)
                .forEach((user, targets) ->
                        rank(user, targets, lag, "train", example -> sink.accept(DatasetPart.RANK_TRAIN, example)));
        byUser(valid)
                .forEach((user, targets) -> rank(user, targets, (u, r, s) -> 0, "valid", example -> {
                    sink.accept(DatasetPart.RANK_STOP, example);
                    sink.accept(DatasetPart.RANK_FROZEN, example);
                }));
    }

    @Override
    public Optional<StatisticsSnapshot> statistics() {
        return Optional.empty();
    }

    @Override
    public NamedCounts counts() {
        return counts;
    }

    private void pretrain(String user, List<HistoryEvent> events, Sink sink) {
        List<HistoryEvent> train = trained(events);
        counts.add("history.train", train.size());
        counts.add("history.valid", events.size() - train.size());
        pretrain(user, train, time -> true, DatasetPart.PRETRAIN_TRAIN, sink);
        pretrain(user, events, time -> time > split.trainEnd(), DatasetPart.PRETRAIN_STOP, sink);
    }

    private void pretrain(String user, List<HistoryEvent> events, LongPredicate isTarget, DatasetPart part, Sink sink) {
        List<HistoryEvent> window = last(events);
        if (window.size() <= LONGER_THAN) {
            counts.add("users.dropped.short_history." + part.label());
            return;
        }
        List<Integer> targets = new ArrayList<>();
        for (int i = 1; i < window.size(); i++) {
            if (isTarget.test(window.get(i).timestamp())) {
                targets.add(i);
            }
        }
        sink.accept(part, new Example(user, window, targets, List.of()));
    }

    private void rank(String user, List<NotebookTarget> targets, Lag lags, String part, Consumer<Example> sink) {
        List<HistoryEvent> window = last(trained(histories.getOrDefault(user, List.of())));
        List<ExampleGroup> groups = new ArrayList<>();
        for (NotebookTarget target : targets) {
            long delay = lags.of(user, target.requestId(), target.sourceType());
            int seen = (int) window.stream()
                    .filter(event -> event.timestamp() <= target.timestamp() - delay)
                    .count();
            if (seen == 0) {
                counts.add("groups.dropped.no_history." + part);
            } else if (isNone(target.requestId())) {
                counts.add("groups.dropped.request_id_none." + part);
            } else {
                groups.add(group(target, delay, seen - 1));
            }
        }
        List<ExampleGroup> newest = groups.subList(Math.max(0, groups.size() - MAX_LENGTH), groups.size());
        if (newest.size() > LONGER_THAN && window.size() > LONGER_THAN) {
            counts.add("groups.kept." + part, newest.size());
            sink.accept(new Example(user, window, List.of(), newest));
        } else {
            counts.add("groups.dropped.light_user." + part, newest.size());
            counts.add("users.dropped.light." + part);
        }
    }

    private static ExampleGroup group(NotebookTarget target, long delay, int state) {
        return new ExampleGroup(
                target.requestId(),
                target.sourceType(),
                target.timestamp(),
                delay,
                state,
                false,
                target.productIds(),
                target.labels());
    }

    /** The reference tests ids by Python's truth value, which is false for 0 and the empty string. */
    private static boolean isNone(String requestId) {
        return requestId.isEmpty() || requestId.equals("0");
    }

    private List<HistoryEvent> trained(List<HistoryEvent> events) {
        return events.stream()
                .filter(event -> event.timestamp() <= split.trainEnd())
                .toList();
    }

    private static List<HistoryEvent> last(List<HistoryEvent> events) {
        return events.subList(Math.max(0, events.size() - MAX_LENGTH), events.size());
    }

    private static Map<String, List<NotebookTarget>> byUser(List<NotebookTarget> targets) {
        TreeMap<String, List<NotebookTarget>> byUser = new TreeMap<>();
        targets.forEach(target ->
                byUser.computeIfAbsent(target.userId(), id -> new ArrayList<>()).add(target));
        byUser.values().forEach(list -> list.sort(Comparator.comparingLong(NotebookTarget::timestamp)));
        return byUser;
    }
}
