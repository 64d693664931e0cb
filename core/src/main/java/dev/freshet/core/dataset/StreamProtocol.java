package dev.freshet.core.dataset;

import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleAssembler;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.feature.PageFeatures;
import dev.freshet.core.group.GroupRules;
import dev.freshet.core.group.RequestGroup;
import dev.freshet.core.hash.Hash64;
import dev.freshet.core.history.History;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.statistics.StatisticsLimits;
import dev.freshet.core.statistics.StatisticsSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rules of the live stream on a log that is split by time. Groups that are open when training ends close there, so
 * no later label is used. Some customers, drawn by hash, are excluded from training and used for early stopping; the
 * validation part is for evaluation alone. Groups have the live features of their date; those with the history as it was when
 * training ended also have the product statistics of that time.
 */
public final class StreamProtocol implements Protocol {

    private final Split split;
    private final ExampleAssembler assembly;
    private final double stopFraction;
    private final long seed;
    private final NamedCounts counts = new NamedCounts();
    private final StreamGroups groups;
    private final TreeMap<String, Customer> customers = new TreeMap<>();
    private final HourlyStatistics statistics;

    /** Those at the end of training; null before. */
    private StatisticsSnapshot trained;

    /** A customer's positive events in order, and examples of one group each in order of closing. */
    private static final class Customer {
        private final List<HistoryEvent> events = new ArrayList<>();
        private final List<Example> train = new ArrayList<>();
        private final List<Example> frozen = new ArrayList<>();
        private final List<Example> live = new ArrayList<>();
    }

    /**
     * @param stopFraction fraction of customers that are excluded from training and used for early stopping
     * @param seed of the hash that draws those customers
     */
    public StreamProtocol(Split split, GroupRules rules, ExampleAssembler assembly, double stopFraction, long seed) {
        this.split = split;
        this.assembly = assembly;
        this.stopFraction = stopFraction;
        this.seed = seed;
        this.groups = new StreamGroups(rules, counts, this::closed);
        this.statistics = new HourlyStatistics(StatisticsLimits.DEFAULT, rules.windowMs());
    }

    @Override
    public void add(LogEvent event) {
        if (trained == null && event.timestamp() > split.trainEnd()) {
            endTraining();
        }
        groups.advance(event.timestamp());
        Customer customer = customers.get(event.userId());
        List<HistoryEvent> before = customer == null ? List.of() : customer.events;
        groups.collect(event, before.size());
        statistics.count(event, before);
        if (event.action().isPositive()) {
            HistoryEvent next = event.inHistory(before.size());
            customer(event.userId()).events.add(next);
        }
    }

    private void endTraining() {
        groups.closeAll();
        trained = statistics.now();
    }

    private void closed(String user, RequestGroup group) {
        long time = group.timestamp();
        switch (split.of(time)) {
            case TRAIN ->
                customer(user).train.add(example(user, group, assembly.delay(user, group), statistics.at(time)));
            case GAP -> counts.add("groups.dropped.gap");
            case VALID -> {
                customer(user).frozen.add(example(user, group, time - split.trainEnd(), trained));
                customer(user).live.add(example(user, group, 0, statistics.at(time)));
            }
        }
    }

    private Example example(String user, RequestGroup group, long delay, StatisticsSnapshot seen) {
        Example example = assembly.group(user, group, delay, new History(0, customer(user).events));
        ExampleGroup part = example.groups().get(0);
        PageFeatures features = PageFeatures.of(part.productIds(), example.history(), seen, part.timestamp());
        return new Example(user, example.history(), List.of(), List.of(part.with(features)));
    }

    private Customer customer(String user) {
        return customers.computeIfAbsent(user, id -> new Customer());
    }

    @Override
    public void finish(Sink sink) {
        if (trained == null) {
            endTraining();
        }
        groups.closeAll();
        customers.forEach((user, customer) -> finish(user, customer, sink));
    }

    private void finish(String user, Customer customer, Sink sink) {
        boolean stop = Hash64.seeded(seed).add("stop").add(user).unit() < stopFraction;
        pretrain(user, trained(customer.events), stop ? DatasetPart.PRETRAIN_STOP : DatasetPart.PRETRAIN_TRAIN, sink);
        rank(customer.train, stop ? DatasetPart.RANK_STOP : DatasetPart.RANK_TRAIN, sink);
        rank(customer.frozen, DatasetPart.RANK_FROZEN, sink);
        rank(customer.live, DatasetPart.RANK_LIVE, sink);
    }

    private void pretrain(String user, List<HistoryEvent> events, DatasetPart part, Sink sink) {
        counts.add("history.train", events.size());
        if (events.size() == 1) {
            counts.add("users.without_target");
        }
        assembly.targets(user, new History(0, events), 0, events.size()).forEach(example -> sink.accept(part, example));
    }

    private void rank(List<Example> singles, DatasetPart part, Sink sink) {
        counts.add("groups.kept." + part.label(), singles.size());
        SharedWindows.join(singles).forEach(example -> sink.accept(part, example));
    }

    private List<HistoryEvent> trained(List<HistoryEvent> events) {
        return events.stream()
                .filter(event -> event.timestamp() <= split.trainEnd())
                .toList();
    }

    @Override
    public Optional<StatisticsSnapshot> statistics() {
        return Optional.of(trained);
    }

    @Override
    public NamedCounts counts() {
        return counts;
    }
}
