package dev.freshet.streams.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** The products of {@link Popularity} by level, highest first, so that the first ones need no scan. */
public final class PopularProducts {

    private static final byte[] LISTED = {};

    /**
     * One product.
     *
     * @param level of its count
     */
    record Product(long level, String id) {}

    private final KeyValueStore<Bytes, byte[]> rows;

    /** @param rows a store as {@link #store} defines it */
    public PopularProducts(KeyValueStore<Bytes, byte[]> rows) {
        this.rows = rows;
    }

    /** The store of the products. It has no record cache, which copies all cached keys of a range for each iterator. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> store() {
        return FirstKeys.store(StoreNames.POPULAR_PRODUCTS, Serdes.ByteArray()).withCachingDisabled();
    }

    void add(Product product) {
        rows.put(key(product), LISTED);
    }

    void remove(Product product) {
        rows.delete(key(product));
    }

    /** Iterates over the keys of all products, highest level first; to be closed. */
    KeyValueIterator<Bytes, byte[]> all() {
        return rows.all();
    }

    static Product product(Bytes key) {
        ByteBuffer in = ByteBuffer.wrap(key.get());
        long level = ~StoreKeys.sortable(in.getLong());
        return new Product(level, UTF_8.decode(in).toString());
    }

    private static Bytes key(Product product) {
        byte[] id = product.id().getBytes(UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + id.length)
                .putLong(StoreKeys.sortable(~product.level()))
                .put(id)
                .array());
    }
}
