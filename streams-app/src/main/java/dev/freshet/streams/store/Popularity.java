package dev.freshet.streams.store;

import dev.freshet.core.count.HalfLife;
import dev.freshet.core.metric.Ndcg;
import dev.freshet.schemas.ScoredItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Decayed cart additions of a partition's customers by product: the ranking without a model. */
public final class Popularity {

    /** The setting on which the levels of {@link PopularProducts} depend. */
    static final String SETTING = "popularity.half.life";

    private record Counted(String product, double count) {}

    private static final Comparator<Counted> BEST_FIRST =
            Comparator.comparingDouble(Counted::count).reversed().thenComparing(Counted::product);

    private final KeyValueStore<String, PopularityRow> rows;
    private final PopularProducts products;
    private final TaskState task;
    private final HalfLife halfLife;

    /** @param rows a store as {@link #store} defines it */
    public Popularity(
            KeyValueStore<String, PopularityRow> rows, PopularProducts products, TaskState task, HalfLife halfLife) {
        this.rows = rows;
        this.products = products;
        this.task = task;
        this.halfLife = halfLife;
    }

    /** The store of the counts. */
    public static StoreBuilder<KeyValueStore<String, PopularityRow>> store() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(StoreNames.POPULARITY), Serdes.String(), PopularityRow.SERDE)
                .withLoggingEnabled(Map.of())
                .withCachingEnabled();
    }

    /** Ranks candidates by their cart additions, best first. */
    public List<ScoredItem> rank(List<String> candidates, int topK) {
        float[] scores = new float[candidates.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) count(rows.get(candidates.get(i)));
        }
        List<ScoredItem> items = new ArrayList<>();
        for (int i : Ndcg.descending(scores)) {
            if (items.size() < topK) {
                items.add(new ScoredItem(candidates.get(i), scores[i], scores[i] > 0));
            }
        }
        return items;
    }

    /** The {@code k} most popular products of the partition, best first. */
    public List<ScoredItem> top(int k) {
        boolean listed = task.setting(SETTING) == halfLife.ms();
        return (listed ? first(k) : all())
                .stream()
                        .sorted(BEST_FIRST)
                        .limit(k)
                        .map(each -> new ScoredItem(each.product(), (float) each.count(), true))
                        .toList();
    }

    /** The best k products and those of the same level as the last of them: exact counts decide between those. */
    private List<Counted> first(int k) {
        List<Counted> counted = new ArrayList<>();
        long last = 0;
        try (KeyValueIterator<Bytes, byte[]> all = products.all()) {
            while (all.hasNext()) {
                PopularProducts.Product next = PopularProducts.product(all.next().key);
                if (counted.size() >= k && next.level() != last) {
                    break;
                }
                counted.add(new Counted(next.id(), count(rows.get(next.id()))));
                last = next.level();
            }
        }
        return counted;
    }

    /** All products, for the time in which they are not all listed by level. */
    private List<Counted> all() {
        List<Counted> counted = new ArrayList<>();
        try (KeyValueIterator<String, PopularityRow> all = rows.all()) {
            while (all.hasNext()) {
                KeyValue<String, PopularityRow> row = all.next();
                counted.add(new Counted(row.key, count(row.value)));
            }
        }
        return counted;
    }

    private double count(PopularityRow row) {
        long now = task.watermark();
        return row == null ? 0 : halfLife.value(row.decayed(now), now);
    }
}
