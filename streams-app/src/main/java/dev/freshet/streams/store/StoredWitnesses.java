package dev.freshet.streams.store;

import dev.freshet.core.event.Witnesses;
import dev.freshet.streams.rows.WitnessRow;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.streams.state.KeyValueStore;

/** A task's {@link Witnesses}, in one row of a store. */
public final class StoredWitnesses {

    private final KeyValueStore<String, WitnessRow> rows;
    private final String key;
    private Witnesses witnesses;

    /**
     * Reads the row of a partition.
     *
     * @param most how many customers take part in the median
     */
    public StoredWitnesses(KeyValueStore<String, WitnessRow> rows, int partition, int most) {
        this.rows = rows;
        this.key = Integer.toString(partition);
        this.witnesses = read(rows.get(key), most);
    }

    /** Takes an event and returns the median of the newest times; empty while there are too few customers. */
    public OptionalLong with(String userId, long time) {
        Witnesses next = witnesses.with(userId, time);
        if (!next.equals(witnesses)) {
            witnesses = next;
            rows.put(
                    key,
                    new WitnessRow(
                            next.customers().stream()
                                    .map(Witnesses.Witness::userId)
                                    .toList(),
                            next.customers().stream()
                                    .map(Witnesses.Witness::newest)
                                    .toList()));
        }
        return next.median();
    }

    /** With another number of witnesses than before a restart, the list begins anew with the last customers. */
    private static Witnesses read(WitnessRow row, int most) {
        List<Witnesses.Witness> customers = new ArrayList<>();
        int n = row == null ? 0 : row.getUserIds().size();
        for (int i = Math.max(0, n - most); i < n; i++) {
            customers.add(new Witnesses.Witness(
                    row.getUserIds().get(i), row.getNewest().get(i)));
        }
        return new Witnesses(most, customers);
    }
}
