package dev.freshet.core.dataset;

import dev.freshet.core.event.Action;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The reference's request groups. A request is kept when it showed at least ten (customer, product) pairs, pooled over
 * customers who share its id, and some went into a cart and some did not; only then is it split by customer and source.
 * A product's source is its most frequent one; among equally frequent sources, the first by name.
 */
final class NotebookRequests {

    private static final int MIN_ITEMS = 10;

    private final Set<String> excluded;
    private final Set<String> missing;
    private final Map<String, Pool> pools = new LinkedHashMap<>();
    private long rows;

    NotebookRequests(Set<String> excludedSources) {
        this.excluded = Set.copyOf(excludedSources);
        this.missing = new TreeSet<>(excludedSources);
    }

    /** All rows of a request id. */
    private static final class Pool {
        private long timestamp = Long.MAX_VALUE;
        private final List<Item> items = new ArrayList<>();

        void add(LogEvent event, long order) {
            timestamp = Math.min(timestamp, event.timestamp());
            int label = event.action() == Action.CART_UPDATE ? 1 : 0;
            for (Item item : items) {
                if (item.userId.equals(event.userId()) && item.productId.equals(event.productId())) {
                    item.label = Math.max(item.label, label);
                    item.count(event.sourceType());
                    return;
                }
            }
            items.add(new Item(event, label, order));
        }
    }

    /** A product shown to a customer by a request. */
    private static final class Item {
        private final String userId;
        private final String productId;
        private final String firstSource;
        private final long order;
        private int label;

        /** Rows by source; null while all rows have the first source. */
        private TreeMap<String, Integer> sources;

        private int rows = 1;

        Item(LogEvent event, int label, long order) {
            userId = event.userId();
            productId = event.productId();
            firstSource = name(event.sourceType());
            this.label = label;
            this.order = order;
        }

        void count(String source) {
            if (sources == null && !name(source).equals(firstSource)) {
                sources = new TreeMap<>(Map.of(firstSource, rows));
            }
            rows++;
            if (sources != null) {
                sources.merge(name(source), 1, Integer::sum);
            }
        }

        String source() {
            if (sources == null) {
                return firstSource;
            }
            int most =
                    sources.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
            return sources.entrySet().stream()
                    .filter(entry -> entry.getValue() == most)
                    .findFirst()
                    .orElseThrow()
                    .getKey();
        }

        private static String name(String source) {
            return source == null ? "" : source;
        }
    }

    void add(LogEvent event) {
        if (event.sourceType() != null) {
            missing.remove(event.sourceType());
        }
        boolean shows = event.action() == Action.VIEW || event.action() == Action.CART_UPDATE;
        boolean counts = event.sourceType() == null || !excluded.contains(event.sourceType());
        if (event.requestId() != null && shows && counts) {
            pools.computeIfAbsent(event.requestId(), id -> new Pool()).add(event, rows++);
        }
    }

    /**
     * The groups, in order of their first row.
     *
     * @throws IllegalArgumentException when an excluded source does not appear in the log; the reference rejects it too
     */
    List<NotebookTarget> targets(NamedCounts counts) {
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("excluded source " + missing + " does not appear in the log; protocol"
                    + " notebook rejects that, as the reference does");
        }
        TreeMap<Long, NotebookTarget> ordered = new TreeMap<>();
        pools.forEach((id, pool) -> {
            int positives = pool.items.stream().mapToInt(item -> item.label).sum();
            if (pool.items.size() < MIN_ITEMS) {
                counts.add("requests.dropped.too_small");
            } else if (positives == 0 || positives == pool.items.size()) {
                counts.add("requests.dropped.one_class");
            } else {
                counts.add("requests.kept");
                split(pool).forEach(items -> ordered.put(items.get(0).order, target(id, pool, items)));
            }
        });
        return List.copyOf(ordered.values());
    }

    private static Iterable<List<Item>> split(Pool pool) {
        record Key(String userId, String source) {}
        Map<Key, List<Item>> groups = new LinkedHashMap<>();
        pool.items.forEach(item -> groups.computeIfAbsent(new Key(item.userId, item.source()), k -> new ArrayList<>())
                .add(item));
        return groups.values();
    }

    private static NotebookTarget target(String id, Pool pool, List<Item> items) {
        Item first = items.get(0);
        String source = first.source();
        return new NotebookTarget(
                first.userId,
                id,
                pool.timestamp,
                source.isEmpty() ? null : source,
                items.stream().map(item -> item.productId).toList(),
                items.stream().map(item -> item.label).toList());
    }
}
