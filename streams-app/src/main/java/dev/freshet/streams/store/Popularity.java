package dev.freshet.streams.store;

import dev.freshet.core.metric.Ndcg;
import dev.freshet.schemas.ScoredItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Cart additions of a partition's customers by product: the ranking without a model. */
public final class Popularity {

    private final KeyValueStore<String, Long> rows;

    public Popularity(KeyValueStore<String, Long> rows) {
        this.rows = rows;
    }

    public void add(String productId) {
        rows.put(productId, count(productId) + 1);
    }

    /** Ranks candidates by their cart additions, best first. */
    public List<ScoredItem> rank(List<String> candidates, int topK) {
        float[] scores = new float[candidates.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = count(candidates.get(i));
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
        List<ScoredItem> items = new ArrayList<>();
        try (KeyValueIterator<String, Long> all = rows.all()) {
            while (all.hasNext()) {
                KeyValue<String, Long> row = all.next();
                items.add(new ScoredItem(row.key, row.value.floatValue(), true));
            }
        }
        items.sort(Comparator.comparingDouble((ScoredItem item) -> -item.getScore())
                .thenComparing(ScoredItem::getProductId));
        return items.subList(0, Math.min(k, items.size()));
    }

    private long count(String productId) {
        Long n = rows.get(productId);
        return n == null ? 0 : n;
    }
}
