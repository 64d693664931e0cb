package dev.freshet.core.dataset;

import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleAssembler;
import dev.freshet.core.group.GroupRules;
import dev.freshet.core.group.RequestGroup;
import dev.freshet.core.hash.Hash64;
import dev.freshet.core.history.History;
import dev.freshet.core.history.HistoryEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * The rules of the live stream on a log that is split by time. Groups that are open when training ends close there, so
 * no later label is used. Some customers, drawn by hash, are excluded from training and used for early stopping; the
 * validation part is for evaluation alone.
 */
public final class StreamProtocol implements Protocol {

    private final Split split;
    private final ExampleAssembler assembly;
    private final double stopFraction;
    private final long seed;
    private final NamedCounts counts = new NamedCounts();
    private final StreamGroups groups;
    private final TreeMap<String, Customer> customers = new TreeMap<>();
    private boolean trainEnded;

    /** A customer's positive events in order, and valid groups of both parts in order of closing. */
    private static final class Customer {
        private final List<HistoryEvent> events = new ArrayList<>();
        private final List<RequestGroup> train = new ArrayList<>();
        private final List<RequestGroup> valid = new ArrayList<>();
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
    }

    @Override
    public void add(LogEvent event) {
        if (!trainEnded && event.timestamp() > split.trainEnd()) {
            trainEnded = true;
            groups.closeAll();
        }
        groups.advance(event.timestamp());
        Customer customer = customers.get(event.userId());
        groups.collect(event, customer == null ? 0 : customer.events.size());
        if (event.action().isPositive()) {
            List<HistoryEvent> events = customer(event.userId()).events;
            events.add(event.inHistory(events.size()));
        }
    }

    private void closed(String user, RequestGroup group) {
        switch (split.of(group.timestamp())) {
            case TRAIN -> customer(user).train.add(group);
            case GAP -> counts.add("groups.dropped.gap");
            case VALID -> customer(user).valid.add(group);
        }
    }

    private Customer customer(String user) {
        return customers.computeIfAbsent(user, id -> new Customer());
    }

    @Override
    public void finish(Sink sink) {
        groups.closeAll();
        customers.forEach((user, customer) -> finish(user, customer, sink));
    }

    private void finish(String user, Customer customer, Sink sink) {
        boolean stop = Hash64.seeded(seed).add("stop").add(user).unit() < stopFraction;
        History history = new History(0, customer.events);
        pretrain(user, trained(customer.events), stop ? DatasetPart.PRETRAIN_STOP : DatasetPart.PRETRAIN_TRAIN, sink);
        rank(
                user,
                customer.train,
                history,
                g -> assembly.delay(user, g),
                stop ? DatasetPart.RANK_STOP : DatasetPart.RANK_TRAIN,
                sink);
        rank(user, customer.valid, history, g -> g.timestamp() - split.trainEnd(), DatasetPart.RANK_FROZEN, sink);
        rank(user, customer.valid, history, g -> 0, DatasetPart.RANK_LIVE, sink);
    }

    private void pretrain(String user, List<HistoryEvent> events, DatasetPart part, Sink sink) {
        counts.add("history.train", events.size());
        if (events.size() == 1) {
            counts.add("users.without_target");
        }
        assembly.targets(user, new History(0, events), 0, events.size()).forEach(example -> sink.accept(part, example));
    }

    private void rank(
            String user,
            List<RequestGroup> of,
            History history,
            ToLongFunction<RequestGroup> delay,
            DatasetPart part,
            Sink sink) {
        List<Example> singles = of.stream()
                .map(group -> assembly.group(user, group, delay.applyAsLong(group), history))
                .toList();
        counts.add("groups.kept." + part.label(), singles.size());
        SharedWindows.join(singles).forEach(example -> sink.accept(part, example));
    }

    private List<HistoryEvent> trained(List<HistoryEvent> events) {
        return events.stream()
                .filter(event -> event.timestamp() <= split.trainEnd())
                .toList();
    }

    @Override
    public NamedCounts counts() {
        return counts;
    }
}
